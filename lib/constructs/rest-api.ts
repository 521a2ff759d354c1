import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IResolvable } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

export interface RestApiProps {
  readonly name: string;
  /** The gateway document. */
  readonly body: IResolvable;
  /** By name. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The gateway document is inline: references to versions and roles do not reach into an asset (decision 3). */
export function restApi(scope: Construct, id: string, { name, body, tags }: RestApiProps): CfnRestApi {
  return new CfnRestApi(scope, id, {
    name,
    body,
    // `merge` keeps what the last import said about endpoints and media types.
    mode: 'overwrite',
    endpointConfiguration: { types: ['REGIONAL'] },
    // What the importer would drop with a warning is then not enforced: fail closed.
    failOnWarnings: true,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  });
}
