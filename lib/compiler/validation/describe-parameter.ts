import { isJson, parseMediaType } from '../../../lambdas/core/validation/media-type.ts';
import type { ParameterDescription, Place, Style } from '../../../lambdas/core/validation/operation-description.ts';
import { definitionOf, type Schema } from '../../../lambdas/core/validation/schema.ts';
import type { NormalHeader, NormalParameter } from '../dialects/normal-document.ts';
import { info, type Report, warning } from '../finding.ts';
import { isServedParameter } from '../is-served-parameter.ts';
import type { SchemaSet } from '../schemas/schema-set.ts';
import { shown } from '../shown.ts';

export interface DescriptionContext {
  readonly schemas: SchemaSet;
  readonly report: Report;
}

/** The first is OpenAPI's default. */
const STYLES: Readonly<Record<Place, readonly [Style, ...Style[]]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
};

/** Request fields that API Gateway keeps to itself (important notes; recorded proxy events): no function ever sees them. */
const NOT_DELIVERED = new Set([
  ...['connection', 'content-length', 'content-md5', 'expect', 'max-forwards', 'proxy-authenticate', 'server'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade', 'www-authenticate'],
]);

/** Of parameters that say nothing which could be checked, none. */
export function describeParameter(
  parameter: NormalParameter,
  path: string,
  { schemas, report }: DescriptionContext,
): readonly ParameterDescription[] {
  const { name, in: place, required, schema: written, mediaType, allowEmptyValue, pointer } = parameter;
  if (!isServedParameter(parameter, path)) return [];
  if (place === 'header' && NOT_DELIVERED.has(name.toLowerCase())) {
    const message = `the header field "${name}" is not checked: API Gateway passes it on to nobody`;
    report(info('request-not-validated', pointer, message));
    return [];
  }
  const source = written ?? mediaType?.schema;
  const schema = source === undefined ? true : schemas.read(source);
  if (schema === true && (!required || place === 'path')) return [];
  const essence = parseMediaType(mediaType?.type ?? '')?.essence;
  const style = readStyle(parameter, report);
  if (place === 'path' && style === 'simple' && written !== undefined && isText(schema, schemas)) return [];
  return [
    {
      name,
      in: place,
      required,
      style,
      explode: parameter.explode ?? style === 'form',
      ...(allowEmptyValue && { allowEmptyValue }),
      ...(written === undefined && essence !== undefined && isJson(essence) && { json: true as const }),
      schema,
    },
  ];
}

/** As every value is that a path has been matched with. A chain of references that is longer, or goes round, is none. */
function isText(schema: Schema, { definitions }: Pick<SchemaSet, 'definitions'>, most = 8): boolean {
  if (typeof schema !== 'object') return schema;
  if (Object.keys(schema).length !== 1) return Object.keys(schema).length === 0;
  if (schema.$ref === undefined || most === 0) return schema.type === 'string';
  return isText(definitions.get(definitionOf(schema.$ref)) ?? true, { definitions }, most - 1);
}

function readStyle({ in: place, style, pointer }: NormalParameter, report: Report): Style {
  const allowed = STYLES[place];
  const found = allowed.find((one) => one === style);
  if (found === undefined && style !== undefined) {
    const message = `style is ${shown(style)}, expected ${allowed.join(', ')} for in: ${place}: it is read as ${allowed[0]}`;
    report(warning('schema-keyword', pointer, message));
  }
  return found ?? allowed[0];
}

/** OpenAPI ignores a response header of this name. */
export function describeHeader(
  { name, required, explode, schema: written, mediaType }: NormalHeader,
  { schemas }: DescriptionContext,
): readonly ParameterDescription[] {
  const source = written ?? mediaType?.schema;
  const schema = source === undefined ? true : schemas.read(source);
  if (name.toLowerCase() === 'content-type' || (schema === true && !required)) return [];
  const json = written === undefined && mediaType !== undefined ? { json: true as const } : {};
  return [{ name, in: 'header', required, style: 'simple', explode, ...json, schema }];
}
