import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** What one lost table may cost decides which one a datum belongs to. */
export class Tables extends Construct {
  /** What must last: health, ejections, revocations, consumers, limits. */
  readonly state: CfnTable;
  /** What can be made again: stored responses, leases. */
  readonly cache: CfnTable;

  constructor(scope: Construct, id: string, { destroy }: { readonly destroy: boolean }) {
    super(scope, id);
    const key = {
      attributeDefinitions: [{ attributeName: 'pk', attributeType: 'S' }],
      keySchema: [{ attributeName: 'pk', keyType: 'HASH' }],
      billingMode: 'PAY_PER_REQUEST',
      timeToLiveSpecification: { attributeName: 'ttl', enabled: true },
    };
    this.state = new CfnTable(this, 'State', {
      ...key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtectionEnabled: !destroy,
    });
    // Not RETAIN_ON_UPDATE_OR_DELETE: the rollback of a first deploy would fail on the table's deletion protection.
    this.state.applyRemovalPolicy(destroy ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN);
    this.cache = new CfnTable(this, 'Cache', key);
    this.cache.applyRemovalPolicy(RemovalPolicy.DESTROY);
  }
}
