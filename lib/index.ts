/** The public API, in the order a user meets it. */

export type { ApiModel, IssuerBinding, Problem } from './compiler/index.ts';
export type { CustomDomainProps, Truststore } from './constructs/custom-domain.ts';
export { OpenApiGateway } from './constructs/open-api-gateway.ts';
export type {
  FromDocument,
  FromModel,
  OpenApiGatewayOptions,
  OpenApiGatewayProps,
} from './constructs/open-api-gateway-props.ts';
