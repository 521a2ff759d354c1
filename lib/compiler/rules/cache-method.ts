import { error } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import type { Rule } from '../reading.ts';

/** An inherited cache passes over other methods; one written on such an operation would be ignored. */
export const cacheMethod: Rule = ({ operations }, report) => {
  for (const { method, layers } of operations) {
    const own = layers.findLast(({ level }) => level === 'operation');
    if (own === undefined || !isObject(member(own.value, 'cache')) || method === 'GET' || method === 'HEAD') continue;
    report(
      error(
        'cache-method',
        pointerTo(own.pointer, 'cache'),
        `${method} is not cached, only GET and HEAD are; remove it`,
      ),
    );
  }
};
