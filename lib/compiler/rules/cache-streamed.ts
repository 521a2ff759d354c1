import { error } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** An inherited cache passes over what is streamed; one written on such an operation would be ignored. */
export const cacheStreamed: Rule<'cache-streamed'> = {
  name: 'cache-streamed',
  severities: ['error'],
  summary: 'An answer that is streamed is not cached.',
  why: 'It is passed on as it comes, without an end that the gateway could wait for. An inherited `cache` passes over such operations; one that is written on them would be ignored in silence.',
  sources: [SOURCES.rfc9111('3.3', 'Storing Incomplete Responses')],
  fix: 'Remove `cache` from the operation, or `stream` where answers are shorter than 6 MB and end by themselves.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            x-gateway:
              stream: true
              cache: { ttl: 60s } # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            x-gateway:
              cache: { ttl: 60s }
    `,
  },
  check: ({ operations }, report) => {
    for (const { layers, policy } of operations) {
      const own = layers.findLast(({ level }) => level === 'operation');
      if (own === undefined || !policy.stream || !isObject(member(own.value, 'cache'))) continue;
      const message = 'what is streamed is not cached: remove cache or stream';
      report(error('cache-streamed', pointerTo(own.pointer, 'cache'), message));
    }
  },
};
