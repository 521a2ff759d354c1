import { type IPostProcessor, type IResolvable, type IResolveContext, Token } from 'aws-cdk-lib/core';

/**
 * A value that is made of `parts` once these are resolved. What is made is not looked through for tokens any more: CDK would
 * do that more than once in a synth, at each of the many thousand values of a gateway document.
 */
export class ResolvedLate<Parts extends object> implements IResolvable, IPostProcessor {
  readonly creationStack: string[] = [];
  readonly #parts: Parts;
  readonly #make: (resolved: Parts) => object;
  #last: { readonly key: string; readonly made: object } | undefined;

  constructor(parts: Parts, make: (resolved: Parts) => object) {
    this.#parts = parts;
    this.#make = make;
  }

  resolve(context: IResolveContext): Parts {
    context.registerPostProcessor(this);
    return this.#parts;
  }

  postProcess(resolved: Parts): object {
    const key = JSON.stringify(resolved);
    this.#last = this.#last?.key === key ? this.#last : { key, made: this.#make(resolved) };
    return this.#last.made;
  }

  toString(): string {
    return Token.asString(this);
  }
}
