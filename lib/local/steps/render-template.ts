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
  }
  const parsed = parse(text);
  return (scope) => new Evaluation(parsed, { customMethodHandlers: JAVA_METHODS }).render({ ...scope });
}
