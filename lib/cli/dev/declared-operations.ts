import type { ApiModel, Operation } from '../../compiler/index.ts';

/** Without the compiler's own, which answer browsers' preflight requests and point at a path, not at an operation. */
export function declaredOperations({ operations }: ApiModel): readonly Operation[] {
  return operations.filter(({ method, pointer }) => method !== 'OPTIONS' || pointer.endsWith('/options'));
}
