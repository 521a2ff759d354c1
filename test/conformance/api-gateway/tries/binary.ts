import type { Reply } from '../../../support/send.ts';
import { BYTES } from '../echo-backend.ts';
import { observed, parsed } from '../observed.ts';
import type { World } from '../world.ts';
import type { Tries } from './try.ts';

const TEXT = 'iVBORw0KGgo=';

/** In the words of the recordings. */
function told(reply: Reply): string {
  if (reply.text === TEXT) return 'the base64 text, unchanged';
  return reply.body.equals(Buffer.from(TEXT, 'base64')) ? 'decoded binary' : reply.text;
}

const picture =
  (api: string, accept: string, path = '/x') =>
  async (world: World) => {
    const reply = await world.call(api, `POST /test${path}`, { headers: { Accept: accept } });
    return observed(reply, { body: told(reply) });
  };

/** Bytes to a backend that is no proxy's. */
const sent = (api: string) => async (world: World) => {
  const reply = await world.call(api, 'PUT /test/anything', { headers: { 'Content-Type': 'image/png' }, body: BYTES });
  const got = Buffer.from(String((parsed(reply.text) as { readonly base64?: string } | undefined)?.base64), 'base64');
  const mangled = Buffer.from(BYTES.toString('utf8'));
  return observed(reply, {
    backend_received: got.equals(BYTES)
      ? 'the same 67 bytes'
      : got.equals(mangled)
        ? '99 bytes: every invalid UTF-8 byte replaced by EF BF BD'
        : got.toString('base64'),
  });
};

const answered = (path: string, accept: string, words: string, expected: Buffer) => async (world: World) => {
  const reply = await world.call('Binary', `GET /test/${path}`, { headers: { Accept: accept } });
  return observed(reply, { body: reply.body.equals(expected) ? words : reply.text });
};

export const BINARY: Tries = {
  'bin-accept-star': picture('PicturesPng', '*/*'),
  'bin-none-configured': picture('PicturesNone', 'image/png'),
  'bin-bad-base64': picture('PicturesPng', 'image/png', '/bad'),
  'bin-exact': picture('PicturesPng', 'image/png'),
  'bin-flag-false': picture('PicturesPng', 'image/png', '/text'),
  'bin-bad-accept': picture('PicturesMore', 'application'),
  'bin-accept-other': picture('PicturesPng', 'image/jpg'),
  'bin-content-type-irrelevant-1': picture('PicturesMore', 'image/jpg'),
  'bin-right-wildcard-2': picture('PicturesMore', 'application/*'),
  'bin-first-accept-wins-hit': picture('PicturesPng', 'image/png,image/*,*/*;q=0.8'),
  'bin-left-wildcard': picture('PicturesPng', 'random/test'),
  'bin-req-declared': sent('Binary'),
  'bin-req-text-mangles': sent('Texts'),
  'bin-resp-binary-accept-binary': answered('bytes', 'image/png', 'the bytes unchanged', BYTES),
  'bin-resp-binary-accept-text': answered(
    'bytes',
    'text/plain',
    'base64 text of the bytes',
    Buffer.from(BYTES.toString('base64')),
  ),
  'bin-resp-text-accept-binary': answered('base64', 'image/png', 'base64-DECODED bytes', BYTES),
};
