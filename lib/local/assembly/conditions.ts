import { isJsonObject, listOf } from '../json-values.ts';
import type { Resolver } from './resolver.ts';

/** Whether a condition of the stack's template holds. */
export function evaluateCondition(name: string, resolver: Resolver): boolean {
  const { stack } = resolver;
  if (!(name in stack.template.Conditions)) return resolver.refuse(`the template has no condition ${name}`);
  return holds(stack.template.Conditions[name], resolver.within(stack, `condition ${name}`));
}

function holds(expression: unknown, resolver: Resolver): boolean {
  if (!isJsonObject(expression)) return String(expression) === 'true';
  const [name = '', argument] = Object.entries(expression)[0] ?? [];
  const operands = listOf(argument);
  switch (name) {
    case 'Condition':
      return evaluateCondition(String(argument), resolver);
    case 'Fn::Equals':
      return sameValue(resolver.resolve(operands[0]), resolver.resolve(operands[1]));
    case 'Fn::And':
      return operands.every((operand) => holds(operand, resolver));
    case 'Fn::Or':
      return operands.some((operand) => holds(operand, resolver));
    case 'Fn::Not':
      return !holds(operands[0], resolver);
    default:
      return resolver.refuse(`the local runtime cannot evaluate ${name || 'an empty condition'} in a condition`);
  }
}

/** CloudFormation compares as text: `true` equals `"true"`. */
function sameValue(left: unknown, right: unknown): boolean {
  const text = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
  return text(left) === text(right);
}
