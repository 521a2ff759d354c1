import { member } from '../../plain-object.ts';
import { noFlag } from '../read-flag.ts';
import { replaced, replacedParameters } from '../replaced-parameters.ts';
import { upgradeValue } from './upgrade-value.ts';
import type { Upgrading } from './upgrading.ts';
import { childOf, childrenOf, listOf, objectOf, type Written } from './written.ts';

const FORMS = { 'application/x-www-form-urlencoded': 'urlencoded', 'multipart/form-data': 'multipart' } as const;

type Form = keyof typeof FORMS;

const isForm = (type: string): type is Form => Object.hasOwn(FORMS, type);

/** The parameter `in: body`, or those `in: formData`, as a request body of the media types that are consumed. */
export function upgradeBody(
  parameters: readonly Written[],
  consumes: readonly string[],
  upgrading: Upgrading,
): Written | undefined {
  const [body, another] = parameters.filter(({ value }) => member(value, 'in') === 'body');
  const fields = parameters.filter(({ value }) => member(value, 'in') === 'formData');
  const second = another ?? fields[0];
  if (body === undefined) return second && upgradeForm(fields, second, consumes, upgrading);
  if (second !== undefined) {
    const message =
      'an operation has more than one body (parameters in: body or formData), which is sent is open; remove one';
    upgrading.report('document-shape', 'error', second.origin, message);
  }
  const written = childOf(body, 'schema');
  const media = objectOf(body.origin, [['schema', written && upgrading.schema(written)]]);
  const types = consumes.length === 0 ? ['*/*'] : consumes;
  const content = objectOf(
    body.origin,
    types.map((type) => [type, media] as const),
  );
  const kept = childrenOf(body).filter(([key]) => ['description', 'required'].includes(key) || key.startsWith('x-'));
  return objectOf(body.origin, [...kept, ['content', content]]);
}

function upgradeForm(
  fields: readonly Written[],
  first: Written,
  consumes: readonly string[],
  upgrading: Upgrading,
): Written {
  const hasFile = fields.some(({ value }) => member(value, 'type') === 'file');
  const fallback: Form = hasFile ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
  const consumed = consumes.filter(isForm);
  const { origin } = first;
  const types = consumed.length === 0 ? [fallback] : consumed;
  const required = fields.filter(({ value }) => member(value, 'required') === true);
  checkFields(fields, upgrading);
  const content = types.map((type) => [type, upgradeFields(fields, required, origin, FORMS[type], upgrading)] as const);
  return objectOf(origin, [
    ['required', required.length > 0 ? { value: true, origin } : undefined],
    ['content', objectOf(origin, content)],
  ]);
}

/** As `readParameters` does, which does not see them. */
function checkFields(fields: readonly Written[], { report }: Upgrading): void {
  for (const field of fields) {
    const flag = childOf(field, 'required');
    if (flag && typeof flag.value !== 'boolean')
      report('document-shape', 'warning', flag.origin, noFlag('required', flag.value));
  }
  for (const field of replacedParameters(fields, nameOf))
    report('document-shape', 'warning', field.origin, replaced(nameOf(field), 'formData'));
}

function upgradeFields(
  fields: readonly Written[],
  required: readonly Written[],
  origin: Written['origin'],
  place: (typeof FORMS)[Form],
  upgrading: Upgrading,
): Written {
  const upgraded = fields.map((field) => ({ field, name: nameOf(field), ...upgradeValue(field, place, upgrading) }));
  const names = listOf(
    origin,
    required.map((field) => ({ value: nameOf(field), origin: field.origin })),
  );
  const encoding = upgraded.flatMap(({ field, name, serialization }) => {
    // As `encoding` has it by default.
    if (serialization === undefined || serialization.explode) return [];
    return [[name, { value: serialization, origin: field.origin }] as const];
  });
  return objectOf(origin, [
    [
      'schema',
      objectOf(origin, [
        ['type', { value: 'object', origin }],
        [
          'properties',
          objectOf(
            origin,
            upgraded.map(({ name, schema }) => [name, schema] as const),
          ),
        ],
        ['required', required.length > 0 ? names : undefined],
      ]),
    ],
    ['encoding', encoding.length > 0 ? objectOf(origin, encoding) : undefined],
  ]);
}

const nameOf = ({ value }: Written) => String(member(value, 'name'));
