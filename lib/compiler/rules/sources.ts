/** A text that a rule rests on. */
export interface Source {
  readonly title: string;
  /** Absolute, or a path in this package. */
  readonly url: string;
}

const guide = (title: string, page: string): Source => ({
  title: `Amazon API Gateway developer guide, ${title}`,
  url: `https://docs.aws.amazon.com/apigateway/latest/developerguide/${page}.html`,
});

const rfc = (number: number, section: string, title: string): Source => ({
  title: `RFC ${number}, section ${section}, ${title}`,
  url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
});

/** What rules rest on, named once. */
export const SOURCES = {
  openapi: (anchor: string, title: string): Source => ({
    title: `OpenAPI 3.1, ${title}`,
    url: `https://spec.openapis.org/oas/v3.1.1.html#${anchor}`,
  }),
  jsonSchema: {
    title: 'JSON Schema 2020-12, Validation',
    url: 'https://json-schema.org/draft/2020-12/json-schema-validation',
  },
  swagger2: (anchor: string, title: string): Source => ({
    title: `Swagger 2.0, ${title}`,
    url: `https://spec.openapis.org/oas/v2.0.html#${anchor}`,
  }),
  overlay: (anchor: string, title: string): Source => ({
    title: `Overlay 1.1, ${title}`,
    url: `https://spec.openapis.org/overlay/v1.1.0.html#${anchor}`,
  }),
  rfc6750: rfc(6750, '5.3', 'Summary of Recommendations'),
  rfc7617: rfc(7617, '4', 'Security Considerations'),
  rfc9535: rfc(9535, '2', 'JSONPath Syntax and Semantics'),
  rfc3986: (section: string, title: string) => rfc(3986, section, title),
  rfc9111: (section: string, title: string) => rfc(9111, section, title),
  rfc6901: rfc(6901, '6', 'URI Fragment Identifier Representation'),
  rfc8259: rfc(8259, '2', 'JSON Grammar'),
  yaml: { title: 'YAML 1.2', url: 'https://yaml.org/spec/1.2.2/' },
  fetchCors: { title: 'Fetch, CORS protocol', url: 'https://fetch.spec.whatwg.org/#http-cors-protocol' },
  discovery: {
    title: 'OpenID Connect Discovery',
    url: 'https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig',
  },
  importantNotes: guide('important notes', 'api-gateway-known-issues'),
  quotas: guide('quotas of REST APIs', 'api-gateway-execution-service-limits-table'),
  usagePlans: guide('usage plans and API keys', 'api-gateway-api-usage-plans'),
  mutualTls: guide('mutual TLS', 'rest-api-mutual-tls'),
  authorizers: guide('Lambda authorizers', 'apigateway-use-lambda-authorizer'),
  throttling: guide('throttling', 'api-gateway-request-throttling'),
  extensions: guide('OpenAPI extensions', 'api-gateway-swagger-extensions'),
  methods: guide('methods', 'how-to-method-settings'),
  resources: guide('resources and proxy integrations', 'api-gateway-set-up-simple-proxy'),
  deployments: guide('deployments', 'how-to-deploy-api'),
  lambdaQuotas: {
    title: 'AWS Lambda quotas',
    url: 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  },
  cloudFormationQuotas: {
    title: 'AWS CloudFormation quotas',
    url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html',
  },
  language: { title: 'The language', url: 'docs/language.md' },
  security: { title: 'README, security, exactly', url: 'README.md#security-exactly' },
  decisions: { title: 'README, decisions', url: 'README.md#decisions' },
} as const;
