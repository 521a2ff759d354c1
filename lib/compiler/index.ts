/** The compiler: document → problems and model → gateway document, router config, authorizer config. No aws-cdk-lib here. */
export type { ApiModel, Operation, Plan, Quota, Throttle } from './api-model.ts';
export { authorizerConfig } from './authorizer-config.ts';
export { type CompileOptions, type CompileResult, compile, type IssuerBinding } from './compile.ts';
export type { DocumentSource } from './document-source.ts';
export { diskFiles } from './files/disk-files.ts';
export { isUrl } from './files/is-url.ts';
export type { FileRead, ReadFile } from './files/read-file.ts';
export { formatProblem } from './format-problem.ts';
export { apiName } from './gateway-document/api-name.ts';
export { type GatewayBindings, gatewayDocument } from './gateway-document/gateway-document.ts';
export { nearestWord } from './nearest-word.ts';
export { parseDocument } from './parse-document.ts';
export type { Problem } from './problem.ts';
export { type ReadOptions, readDocument } from './read-document.ts';
export { routerConfig } from './router-config.ts';
export { RULES } from './rules/index.ts';
export { rulePage } from './rules/rule-page.ts';
