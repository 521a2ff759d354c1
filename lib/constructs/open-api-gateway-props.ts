import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { RemovalPolicy } from 'aws-cdk-lib/core';
import type { ApiModel, IssuerBinding } from '../compiler/index.ts';
import type { CustomDomainProps } from './custom-domain.ts';

export type OpenApiGatewayProps = OpenApiGatewayOptions & (FromDocument | FromModel);

export interface FromDocument {
  /** File of the OpenAPI document, YAML or JSON, relative to the working directory. */
  readonly document: string;
  /**
   * Files of OpenAPI Overlay 1.0 to 1.2, relative to the working directory, which are applied to the document in this
   * order: what differs between stages, and `x-gateway` itself, can stand outside of a public document.
   *
   * @default - none
   */
  readonly overlays?: readonly string[];
  /**
   * Who issues the tokens of a security scheme, by the scheme's name in the document. A scheme of type `oauth2` or `http`
   * bearer without an issuer is an error: issuers are needed, never guessed.
   *
   * @default - the `x-gateway.issuer` of each scheme, and `openIdConnectUrl`
   */
  readonly issuers?: Readonly<Record<string, IssuerBinding | readonly IssuerBinding[]>>;
  /**
   * Resources (path prefixes) that API Gateway accepts per API: the account's quota "Resources per API". Beyond it subtrees
   * are folded, and the router alone tells their operations apart.
   *
   * @default 300
   */
  readonly resourceQuota?: number;
}

export interface FromModel {
  /** What the compiler made of a document, for callers that have compiled it already. */
  readonly model: ApiModel;
}

export interface OpenApiGatewayOptions {
  /**
   * Name of the stage, which is the first part of the URL's path: letters, digits, `_` and `-`. Another name replaces
   * the stage, and its URL.
   *
   * @default 'prod'
   */
  readonly stageName?: string;
  /**
   * How long the logs of the stage and of the functions are kept, in days; `INFINITE`: for ever.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;
  /**
   * Key of KMS that the tables and log groups are encrypted with, or its ARN. The key's policy must let CloudWatch Logs of
   * the Region use it ("Encrypt log data in CloudWatch Logs using AWS KMS"): it is told so where this app makes the key,
   * and must have been told so where an ARN or an imported key is given.
   *
   * @default - keys that AWS owns
   */
  readonly encryptionKey?: IKey | string;
  /**
   * API Gateway writes logs through one role per account and Region, which every stage shares. `existing`: it is set
   * already, else the deploy fails ("CloudWatch Logs role ARN must be set in account settings"). `create`: this stack makes the
   * role and sets it, in place of any other, and leaves it behind when it is deleted.
   *
   * @default 'existing'
   */
  readonly apiGatewayLogRole?: 'existing' | 'create';
  /**
   * Topic of SNS, or its ARN, that is told when an alarm is raised and when it is over: 5 % of answers with 5xx, requests that
   * Lambda turns away, an authorizer or a function run by the minute that fails. An encrypted topic's key must let CloudWatch use it.
   *
   * @default - none: the alarms show in CloudWatch only
   */
  readonly alarmTopic?: ITopic | string;
  /**
   * Whether the stage has a dashboard in CloudWatch: answers, latency and failures by operation and by target, cache, functions.
   * CloudWatch bills each from the fourth of an account.
   *
   * @default false
   */
  readonly dashboard?: boolean;
  /**
   * What becomes of the state table, the usage plans with their keys, and the logs when they leave the stack. `DESTROY`
   * takes the table's deletion protection off and loses all of them: for throwaway stacks.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy.RETAIN | RemovalPolicy.DESTROY;
  /**
   * VPC of private targets: routers and the function that asks for their health run in it. They still need a way to DynamoDB,
   * and to Secrets Manager, Cloud Map and public targets where the document names any: a NAT gateway, or VPC endpoints.
   *
   * @default - none: what is public is reached
   */
  readonly vpc?: IVpc;
  /**
   * Subnets of `vpc` to run in.
   *
   * @default - its private ones, as `vpc.selectSubnets()` gives them
   */
  readonly subnets?: SubnetSelection;
  /**
   * Security groups of the functions.
   *
   * @default - one of their own, which lets all out and nothing in
   */
  readonly securityGroups?: readonly ISecurityGroup[];
  /**
   * Whether the authorizer runs in `vpc` too, for issuers that only that reaches.
   *
   * @default false
   */
  readonly privateIssuers?: boolean;
  /**
   * The domain under which clients reach the API, in place of API Gateway's own address, which is switched off with it. A record
   * in DNS for it is yours to make, to the output `DomainTarget`. With a truststore, `mutualTLS` can be asked for.
   *
   * @default - API Gateway's own address
   */
  readonly domain?: CustomDomainProps;
  /**
   * ARNs of the customer managed KMS keys that the secrets of backends are encrypted with.
   *
   * @default - none: Secrets Manager's own key, which needs no right
   */
  readonly secretKeys?: readonly string[];
  /**
   * What the router's role may do at targets that it signs requests for (`auth: { sigv4: … }`), such as
   * `vpc-lattice-svcs:Invoke` on a service, or `execute-api:Invoke` on an API.
   *
   * @default - nothing, of which a warning tells: the target's own policy must let the role in
   */
  readonly targetPermissions?: readonly PolicyStatement[];
}
