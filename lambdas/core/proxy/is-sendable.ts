import type { HeaderField } from '../messages.ts';

const NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const VALUE = /^[\t\u0020-\u007e\u0080-\uffff]*$/;

/** Whether HTTP can carry the fields (RFC 9110 sections 5.1 and 5.5). node:http throws on those it cannot. */
export const isSendable = (headers: readonly HeaderField[]): boolean =>
  headers.every(([name, value]) => NAME.test(name) && VALUE.test(value));
