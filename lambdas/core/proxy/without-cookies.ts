import type { HeaderField } from '../messages.ts';

/** Fields without the cookies of these names, the others as they are (RFC 6265 section 4.2.1). */
export function withoutCookies(fields: readonly HeaderField[], names: readonly string[]): readonly HeaderField[] {
  return fields.flatMap((field): readonly HeaderField[] => {
    const [name, value] = field;
    if (name.toLowerCase() !== 'cookie') return [field];
    const cookies = value.split(';');
    const kept = cookies.filter((cookie) => !names.includes(cookieName(cookie)));
    if (kept.length === cookies.length) return [field];
    return kept.length === 0 ? [] : [[name, kept.join(';').trimStart()]];
  });
}

const cookieName = (cookie: string): string => (cookie.split('=', 1)[0] ?? '').trim();
