import type { ApiModel, Plan } from './api-model.ts';
import { modelBuilder } from './build-model.ts';
import { buildOperation, type UnplacedOperation } from './build-operation.ts';
import { buildPreflights } from './build-preflights.ts';
import { inCanonicalOrder } from './canonical-order.ts';
import type { CompileOptions } from './compile-options.ts';
import { configSize } from './config-size.ts';
import { normalize } from './dialects/normalize.ts';
import type { DocumentSource } from './document-source.ts';
import { fitTemplate, type PlacedModel } from './fit-template.ts';
import { foldKey } from './fold-key.ts';
import { withModels } from './gateway-document/models/attached-models.ts';
import { leftOut, NO_MODELS, type RequestModels, requestModels } from './gateway-document/models/request-models.ts';
import { readLanguage } from './language/read-language.ts';
import { locateFindings } from './locate-findings.ts';
import { openedOperations } from './overlays/opened-operations.ts';
import type { Finding, Problem } from './problem.ts';
import { documentOperation } from './public-document/document-operation.ts';
import { publicDocument } from './public-document/public-document.ts';
import type { Reading } from './reading.ts';
import { assignResources } from './resources/assign-resources.ts';
import { CHECKED_RULES } from './rules/index.ts';
import { type SchemaSet, schemaSet } from './schemas/schema-set.ts';
import { templateFault } from './template-fault.ts';
import { usageOperation } from './usage-operation.ts';
import { operationDescriber } from './validation/describe-operation.ts';

export type { CompileOptions, IssuerBinding } from './compile-options.ts';

export interface CompileResult {
  /** In the document's order. */
  readonly problems: readonly Problem[];
  /** `undefined` where a problem is an error, and only there. */
  readonly model: ApiModel | undefined;
  /** Makes the document for consumers; `undefined` where there is no model. */
  readonly publicDocument: (() => object) | undefined;
  /** What was read of the document; `undefined` where it could not be read at all. */
  readonly reading: Reading | undefined;
}

/** API Gateway's default quota of resources per API. */
const RESOURCE_QUOTA = 300;

/** Finds all that is wrong with a document, and makes the model of it if nothing is an error. */
export function compile(source: DocumentSource, options: CompileOptions = {}): CompileResult {
  const findings: Finding[] = [];
  const reading = source.value === undefined ? undefined : readValue(source.value, options, findings);
  if (reading) findings.push(...openedOperations(source, reading.operations));
  const compiled = reading && compileReading(reading, findings);
  const problems = locateFindings(source, findings);
  if (compiled === undefined || source.problems.some(isError))
    return { problems, model: undefined, publicDocument: undefined, reading };
  return { problems, ...compiled, reading };
}

type Compiled = Required<Pick<CompileResult, 'publicDocument'>> & { readonly model: ApiModel };

function readValue(value: unknown, options: CompileOptions, findings: Finding[]): Reading | undefined {
  const report = (finding: Finding) => void findings.push(finding);
  const document = normalize(value, report);
  return document && readLanguage(document, options, report);
}

function compileReading(reading: Reading, findings: Finding[]): Compiled | undefined {
  const report = (finding: Finding) => void findings.push(finding);
  for (const { check } of CHECKED_RULES) check(reading, report);
  const schemas = {
    request: schemaSet(reading.document, 'request', report),
    response: schemaSet(reading.document, 'response', report),
  };
  const describe = operationDescriber(schemas, report);
  const { security } = reading;
  const operations = [
    ...reading.operations.map((operation) => buildOperation(operation, reading, security, describe(operation))),
    ...buildPreflights(reading),
    ...(reading.publicDocument ? [documentOperation] : []),
    ...usageOperation(reading, security),
  ];
  const quota = reading.options.resourceQuota ?? RESOURCE_QUOTA;
  const placeable = operations.filter(({ path }) => templateFault(path) === undefined);
  const assign = assigning(placeable, reading.plans);
  const resources = assign({ quota });
  if ([...findings, ...resources.findings].some(isError)) {
    findings.push(...resources.findings);
    return undefined;
  }
  const build = modelBuilder(reading, operations, schemas);
  const place =
    (models: RequestModels) =>
    (most: number): PlacedModel => {
      const fewer =
        most === quota ? resources : assign({ quota: most, limit: 'the 1 MB of a CloudFormation template' });
      const refused = fewer.findings.some(isError);
      const model = refused ? undefined : withModels(build(fewer), models);
      return {
        model,
        resources: fewer.resources,
        least: fewer.least,
        findings: [...fewer.findings, ...models.findings],
      };
    };
  const [models, ...smaller] = modelsOf(reading, schemas.request);
  const placed = fitTemplate(quota, place(models), ...smaller.map(place));
  findings.push(...placed.findings);
  if (placed.model === undefined) return undefined;
  const makePublic = () => publicDocument(reading);
  const model = reading.publicDocument ? { ...placed.model, publicDocument: makePublic() } : placed.model;
  findings.push(...configSize(model));
  return findings.some(isError) ? undefined : { model, publicDocument: makePublic };
}

/** The models to try: they are the first to leave where the gateway document is too large. */
function modelsOf(reading: Reading, schemas: SchemaSet): readonly [RequestModels, ...RequestModels[]] {
  if (!reading.models) return [NO_MODELS];
  const models = requestModels(reading, schemas);
  const without = { ...NO_MODELS, findings: [leftOut('leave no room for the rest of a template of 1 MB')] };
  return models.bodies.size === 0 ? [models] : [models, without];
}

/** For any quota; sibling variables are named after the first in an order that the document's own does not change. */
function assigning(operations: readonly UnplacedOperation[], plans: readonly Plan[]) {
  const throttledInPlans = new Set(plans.flatMap((plan) => Object.keys(plan.operations)));
  const keyed = inCanonicalOrder(operations).map((operation) => ({
    ...operation,
    foldKey: foldKey(operation),
    throttled: operation.throttle !== undefined || throttledInPlans.has(operation.id),
  }));
  return assignResources(keyed);
}

const isError = ({ severity }: Pick<Finding, 'severity'>): boolean => severity === 'error';
