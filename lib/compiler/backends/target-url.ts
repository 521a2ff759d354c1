/** A target's URL in one spelling, without trailing slash; or why it cannot be one. */
export type TargetUrl =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'wrong'; readonly why: string };

export function targetUrl(text: string): TargetUrl {
  const url = URL.parse(text);
  const wrong = (why: string): TargetUrl => ({ kind: 'wrong', why });
  if (url === null || !/^https?:\/\//i.test(text)) return wrong('is not an absolute URL, write https://host/path');
  if (url.username !== '' || url.password !== '')
    return wrong('holds a user name or password, send them by headers.request.set');
  if (text.includes('?') || text.includes('#')) return wrong('has a query or fragment, leave it away');
  return { kind: 'url', url: url.origin + url.pathname.replace(/\/+$/, '') };
}
