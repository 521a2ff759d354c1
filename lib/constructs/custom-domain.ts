import { CfnBasePathMapping, CfnDomainName, type CfnStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnOutput } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

export interface CustomDomainProps {
  /** Such as `api.example.com`. */
  readonly name: string;
  /** ARN of a certificate of ACM for that name, in the Region of the API. */
  readonly certificateArn: string;
  /**
   * Whose client certificates are accepted: every connection must then bring one. What `mutualTLS` needs.
   *
   * @default - no client certificate is asked for
   */
  readonly truststore?: Truststore;
}

export interface Truststore {
  /** `s3://bucket/key` of a file of CA certificates, PEM; at most 1,000 of them. */
  readonly uri: string;
  /**
   * Version of that object: with it, what is trusted changes by a deploy only.
   *
   * @default - the newest at the time of a deploy that changes the domain
   */
  readonly version?: string;
}

/** The name that clients use. The API's own address is switched off beside it: it would ask for no client certificate. */
export function customDomain(
  scope: Construct,
  id: string,
  { name, ...props }: CustomDomainProps,
  stage: CfnStage,
): void {
  const { certificateArn, truststore } = props;
  const domain = new CfnDomainName(scope, id, {
    domainName: name,
    regionalCertificateArn: certificateArn,
    endpointConfiguration: { types: ['REGIONAL'] },
    securityPolicy: 'TLS_1_2',
    ...(truststore && {
      mutualTlsAuthentication: {
        truststoreUri: truststore.uri,
        ...(truststore.version !== undefined && { truststoreVersion: truststore.version }),
      },
    }),
  });
  new CfnBasePathMapping(scope, `${id}Mapping`, {
    domainName: domain.ref,
    restApiId: stage.restApiId,
    stage: stage.ref,
  });
  // For a record in DNS, an alias or a CNAME.
  new CfnOutput(scope, `${id}Target`, { value: domain.attrRegionalDomainName });
}
