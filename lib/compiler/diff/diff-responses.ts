import type { NormalHeader, NormalResponse } from '../dialects/normal-document.ts';
import { inBase, inNext, type OperationPair, type Tell } from './change.ts';
import type { TellValues } from './compared-values.ts';
import { standingFor } from './media-types.ts';

export function diffResponses({ base, next }: OperationPair, tell: Tell, tellValues: TellValues): void {
  const [was, is] = [base.content.responses, next.content.responses];
  for (const response of was) {
    const same = responseFor(response.status, is);
    if (same !== undefined) diffResponse(response, same, tell, tellValues);
    else if (/^2/.test(response.status))
      tell('success-status-removed', inBase(response), `response ${response.status} removed`);
    else tell('error-status-removed', inBase(response), `response ${response.status} removed`);
  }
  for (const response of is) {
    if (was.some(({ status }) => status === response.status)) continue;
    tell('status-added', inNext(response), `response ${response.status} added`);
    // It came before too, as what a range or the default said.
    const general = responseFor(response.status, was);
    if (general !== undefined) diffResponse(general, response, tell, tellValues);
  }
}

/** OpenAPI: an explicit status goes before its range, and that before `default`. */
function responseFor(status: string, responses: readonly NormalResponse[]): NormalResponse | undefined {
  return [status, `${status[0]}XX`, 'default']
    .map((wanted) => responses.find((response) => response.status === wanted))
    .find((found) => found !== undefined);
}

function diffResponse(base: NormalResponse, next: NormalResponse, tell: Tell, tellValues: TellValues): void {
  const what = `response ${next.status}`;
  for (const media of base.mediaTypes) {
    const same = standingFor(media.type, next.mediaTypes);
    if (same !== undefined) tellValues('response', media, same, `${what} ${media.type}`);
    else tell('response-media-type-removed', inBase(media), `${what} ${media.type} removed`);
  }
  for (const media of next.mediaTypes) {
    if (standingFor(media.type, base.mediaTypes) !== undefined) continue;
    tell('response-media-type-added', inNext(media), `${what} ${media.type} added`);
  }
  diffHeaders(byName(base), byName(next), what, tell, tellValues);
}

type Headers = ReadonlyMap<string, NormalHeader>;

function byName({ headers }: NormalResponse): Headers {
  return new Map(headers.map((header) => [header.name.toLowerCase(), header]));
}

function diffHeaders(base: Headers, next: Headers, what: string, tell: Tell, tellValues: TellValues): void {
  for (const [name, header] of base) {
    const same = next.get(name);
    if (same !== undefined) diffHeader(header, same, `${what} header ${name}`, tell, tellValues);
    else {
      const check = header.required ? 'required-header-removed' : 'header-removed';
      tell(check, inBase(header), `${what} header ${name} removed`);
    }
  }
  for (const [name, header] of next)
    if (!base.has(name)) tell('header-added', inNext(header), `${what} header ${name} added`);
}

function diffHeader(base: NormalHeader, next: NormalHeader, what: string, tell: Tell, tellValues: TellValues): void {
  if (base.required && !next.required) tell('header-became-optional', inNext(next), `${what} became optional`);
  tellValues('response', base.mediaType ?? base, next.mediaType ?? next, what);
}
