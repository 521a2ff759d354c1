import { isObject, member } from '../plain-object.ts';
import { targetUrl } from './target-url.ts';

/** What an OpenAPI server object stands for: a target's URL, its variables at their defaults. */
export type ServerUrl =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'relative'; readonly found: string }
  | { readonly kind: 'wrong'; readonly why: string };

export function serverUrl(server: unknown): ServerUrl {
  const template = member(server, 'url');
  if (typeof template !== 'string')
    return { kind: 'wrong', why: 'a server has no url, write one such as https://host/path' };
  const variables = member(server, 'variables');
  const missing: string[] = [];
  const text = template.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = isObject(variables) ? member(member(variables, name), 'default') : undefined;
    if (typeof value !== 'string' && typeof value !== 'number') missing.push(name);
    return String(value);
  });
  if (missing.length > 0) return { kind: 'wrong', why: `server variable "${missing[0]}" has no default, give it one` };
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) return { kind: 'relative', found: text };
  const target = targetUrl(text);
  return target.kind === 'url' ? target : { kind: 'wrong', why: `server url "${text}" ${target.why}` };
}
