import type { ApiModel } from './api-model.ts';
import { buildModel } from './build-model.ts';
import { buildOperation } from './build-operation.ts';
import { buildPreflights } from './build-preflights.ts';
import type { CompileOptions } from './compile-options.ts';
import { normalize } from './dialects/normalize.ts';
import type { DocumentSource } from './document-source.ts';
import { foldKey } from './fold-key.ts';
import { documentSize } from './gateway-document/document-size.ts';
import { readLanguage } from './language/read-language.ts';
import { locateFindings } from './locate-findings.ts';
import type { Finding, Problem } from './problem.ts';
import { assignResources } from './resources/assign-resources.ts';
import { CHECKED_RULES } from './rules/index.ts';
import { readRequestSchemas } from './schemas/read-request-schemas.ts';
import { templateFault } from './template-fault.ts';

export type { CompileOptions, IssuerBinding } from './compile-options.ts';

export interface CompileResult {
  /** In the document's order. */
  readonly problems: readonly Problem[];
  /** `undefined` where a problem is an error, and only there. */
  readonly model: ApiModel | undefined;
}

/** API Gateway's default quota of resources per API. */
const RESOURCE_QUOTA = 300;

/** Finds all that is wrong with a document, and makes the model of it if nothing is an error. */
export function compile(source: DocumentSource, options: CompileOptions = {}): CompileResult {
  const findings: Finding[] = [];
  const model = source.value === undefined ? undefined : compileValue(source.value, options, findings);
  const problems = locateFindings(source, findings);
  return { problems, model: source.problems.some(isError) ? undefined : model };
}

function compileValue(value: unknown, options: CompileOptions, findings: Finding[]): ApiModel | undefined {
  const report = (finding: Finding) => void findings.push(finding);
  const document = normalize(value, report);
  if (document === undefined) return undefined;
  const reading = readLanguage(document, options, report);
  for (const { check } of CHECKED_RULES) check(reading, report);
  readRequestSchemas(reading, report);

  const operations = [
    ...reading.operations.map((operation) => buildOperation(operation, reading)),
    ...buildPreflights(reading),
  ];
  const keyed = operations
    .filter(({ path }) => templateFault(path) === undefined)
    .map((operation) => ({ ...operation, foldKey: foldKey(operation, reading.plans) }));
  const resources = assignResources(keyed, { quota: options.resourceQuota ?? RESOURCE_QUOTA });
  findings.push(...resources.findings);
  if (findings.some(isError)) return undefined;
  const model = buildModel(reading, operations, resources.assigned);
  findings.push(...documentSize(model));
  return findings.some(isError) ? undefined : model;
}

const isError = ({ severity }: Pick<Finding, 'severity'>): boolean => severity === 'error';
