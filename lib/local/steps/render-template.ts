import { createRequire } from 'node:module';
import type * as Velocity from 'velocityjs';
import { asObject } from '../json-values.ts';
import type { Template } from '../rest-api/rest-api.ts';
import { javaDouble } from './java-double.ts';
import { JAVA_METHODS } from './java-methods.ts';
import { BINARY_OPERATORS, javaText } from './java-values.ts';
import type { TemplateScope } from './template-scope.ts';

type Render = (scope: TemplateScope) => string;
type Library = typeof Velocity;

const require = createRequire(import.meta.url);
const compiled = new WeakMap<Template, Render>();

/** Evaluates a mapping template, Velocity; throws what is wrong with it. */
export function renderTemplate(template: Template, scope: TemplateScope): string {
  let render = compiled.get(template);
  if (render === undefined) {
    render = compile(template.text);
    compiled.set(template, render);
  }
  return render(scope);
}

/** Text without references and directives is no work; the library is loaded when a template first has some. */
function compile(text: string): Render {
  if (!/[$#]/.test(text)) return () => text;
  const { parse, Compile } = require('velocityjs') as Library; // its own types
  class Evaluation extends Compile {
    #stopped = false;

    /** What is not there is an empty text, its own name never (recorded). */
    override getReferences(...[ast, isPrinted]: Parameters<InstanceType<Library['Compile']>['getReferences']>): string {
      const value: unknown = super.getReferences(ast) ?? '';
      return isPrinted === true ? javaText(value) : (value as never); // any value, whatever its type says
    }

    override getLiteral(...[ast]: Parameters<InstanceType<Library['Compile']>['getLiteral']>): string {
      return ast.type === 'decimal' ? (javaDouble(Number(ast.value)) as never) : super.getLiteral(ast); // likewise
    }

    override getExpression(...[ast]: Parameters<InstanceType<Library['Compile']>['getExpression']>): string {
      const operation = 'operator' in ast ? BINARY_OPERATORS[ast.operator] : undefined;
      if (operation === undefined || !('expression' in ast)) return super.getExpression(ast);
      const [left, right] = ast.expression.map((operand) => this.getExpression(operand));
      return operation(left, right) as never; // any value, whatever its type says
    }

    /** The library goes on with an iteration that `#break` has ended, and knows no `#stop`. */
    override renderAstList(
      ...[asts = this.asts, contextId]: Parameters<InstanceType<Library['Compile']>['renderAstList']>
    ) {
      completeLoop(this.local, this.conditions, contextId);
      let text = '';
      for (const [index, ast] of asts.entries()) {
        this.#stopped ||= isStop(ast, asts[index + 1]);
        if (this.runState.break || this.#stopped) break;
        text += super.renderAstList([ast], contextId);
      }
      return text;
    }

    override getBlock(block: Parameters<InstanceType<Library['Compile']>['getBlock']>[0]) {
      const text = super.getBlock(block);
      if (block[0]?.type === 'foreach') this.runState.break = false;
      return text;
    }
  }
  const parsed = parse(text);
  return (scope) => new Evaluation(parsed, { customMethodHandlers: JAVA_METHODS }).render({ ...scope });
}

/** To the library's parser `#stop` and `#{stop}` are a text in two parts. */
function isStop(part: unknown, next: unknown): boolean {
  if (typeof next !== 'string') return false;
  return part === '#s' ? /^top(?![\w-])/.test(next) : part === '#{' && next.startsWith('stop}');
}

/** Velocity's `$foreach` has more than the library's. */
function completeLoop(local: Readonly<Record<string, unknown>>, outer: readonly string[], contextId = ''): void {
  const loopOf = (id = '') => asObject(asObject(local[id])?.foreach);
  const loop = loopOf(contextId);
  if (loop === undefined || loop.first !== undefined) return;
  const parent = loopOf(outer.find((id) => id !== contextId && id.startsWith('foreach:')));
  Object.assign(loop, { first: loop.index === 0, last: loop.hasNext === false, parent });
}
