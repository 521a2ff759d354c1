import { createRequire } from 'node:module';
import type * as Velocity from 'velocityjs';
import type { Template } from '../rest-api/rest-api.ts';
import { JAVA_METHODS } from './java-methods.ts';
import type { TemplateScope } from './template-scope.ts';

type Render = (scope: TemplateScope) => string;
type Library = typeof Velocity;

const require = createRequire(import.meta.url);
const compiled = new WeakMap<Template, Render>();

/** Roots whose unknown members are nothing, not their own text (recorded for stage variables). */
const ROOTS = new Set(['input', 'util', 'context', 'stageVariables']);

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
    override getReferences(...[ast, isValue]: Parameters<InstanceType<Library['Compile']>['getReferences']>) {
      const silent = isValue === true && 'id' in ast && typeof ast.id === 'string' && ROOTS.has(ast.id);
      return super.getReferences(silent ? Object.assign({ ...ast }, { leader: '$!' }) : ast, isValue);
    }

    /** Java's whole numbers divide without a rest, and nothing comes of a division by zero. */
    override getExpression(ast: Parameters<InstanceType<Library['Compile']>['getExpression']>[0]): string {
      if (!('operator' in ast) || (ast.operator !== '/' && ast.operator !== '%')) return super.getExpression(ast);
      const [one = 0, other = 0] = ast.expression.map((operand) => Number(this.getExpression(operand)));
      const result = ast.operator === '/' ? one / other : one % other;
      const isWhole = Number.isInteger(one) && Number.isInteger(other);
      return (other === 0 ? undefined : isWhole ? Math.trunc(result) : result) as never; // any value, whatever its type says
    }

    /** The library goes on with an iteration that `#break` has ended. */
    override renderAstList(
      ...[asts = this.asts, contextId]: Parameters<InstanceType<Library['Compile']>['renderAstList']>
    ) {
      let text = '';
      for (const ast of asts) {
        if (this.runState.break) break;
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
