import type { Method, RestApi } from './rest-api.ts';

/** Why nothing of an API runs here, each reason once; empty: something does, or there is nothing in it. */
export function runsElsewhere({ resources }: RestApi): readonly string[] {
  const reasons = resources.flatMap(({ methods }) => methods).map(reasonOf);
  return [...new Set(reasons.includes(undefined) ? [] : reasons)].map(String);
}

function reasonOf({ authorizer, integration }: Method): string | undefined {
  if (authorizer?.kind === 'elsewhere') return authorizer.reason;
  return integration.kind === 'elsewhere' ? integration.reason : undefined;
}
