import { CfnRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IResolvable } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

export interface RestApiProps {
  readonly name: string;
  /** The gateway document. */
  readonly body: IResolvable;
  /** By name. */
  readonly tags: Readonly<Record<string, string | undefined>>;
  /** Whether it has another name than API Gateway's own. */
  readonly hasDomain: boolean;
}

/** The gateway document is inline: references to versions and roles do not reach into an asset (decision 3). */
export function restApi(scope: Construct, id: string, { name, body, tags, hasDomain }: RestApiProps): CfnRestApi {
  return new CfnRestApi(scope, id, {
    name,
    body,
    // `merge` keeps what the last import said about endpoints and media types.
    mode: 'overwrite',
    endpointConfiguration: { types: ['REGIONAL'] },
    // What the importer would drop with a warning is then not enforced: fail closed.
    failOnWarnings: true,
    // Its checks would be passed by there: client certificates are asked for at the domain only.
    ...(hasDomain && { disableExecuteApiEndpoint: true }),
    tags: Object.entries(tags).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }])),
  });
}
