import type { NormalRequestBody } from '../dialects/normal-document.ts';
import { inBase, inNext, type OperationPair, type Tell } from './change.ts';
import type { TellValues } from './compared-values.ts';
import { standingFor } from './media-types.ts';

export function diffRequestBody({ base, next }: OperationPair, tell: Tell, tellValues: TellValues): void {
  const [was, is] = [base.content.request, next.content.request];
  if (was === undefined && is === undefined) return;
  if (is === undefined) tell('body-removed', inBase(was ?? base), 'request body removed');
  else if (was === undefined)
    tell(
      is.required ? 'new-required-body' : 'new-optional-body',
      inNext(is),
      `new ${is.required ? 'required' : 'optional'} request body`,
    );
  else diffBody(was, is, tell, tellValues);
}

function diffBody(base: NormalRequestBody, next: NormalRequestBody, tell: Tell, tellValues: TellValues): void {
  if (next.required && !base.required) tell('body-became-required', inNext(next), 'request body became required');
  if (base.required && !next.required) tell('body-became-optional', inNext(next), 'request body became optional');
  for (const media of base.mediaTypes) {
    const same = standingFor(media.type, next.mediaTypes);
    if (same === undefined) {
      tell('request-media-type-removed', inBase(media), `request body ${media.type} removed`);
      continue;
    }
    tellValues('request', media, same, `request body ${media.type}`);
    if (JSON.stringify(media.encoding?.value) !== JSON.stringify(same.encoding?.value))
      tell('request-encoding-changed', inNext(same), `encoding of request body ${media.type} changed`);
  }
  for (const media of next.mediaTypes) {
    if (standingFor(media.type, base.mediaTypes) !== undefined) continue;
    tell('request-media-type-added', inNext(media), `request body ${media.type} added`);
  }
}
