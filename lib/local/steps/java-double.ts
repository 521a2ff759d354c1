/** A `double` that Java prints otherwise than JavaScript a number: `1.0`, `1.5E7`. */
export class JavaDouble extends Number {
  override toString(): string {
    return doubleText(this.valueOf());
  }
}

/** A number with a fraction or an exponent in its text: a `double`, as Java's JSON library reads it. */
export function javaDouble(value: number): number | JavaDouble {
  return doubleText(value) === String(value) ? value : new JavaDouble(value);
}

/** As `Double.toString`: a fraction always, an exponent outside of 0.001 to 10,000,000. */
function doubleText(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [digits = '', exponent = ''] = value.toExponential().split('e');
    return `${withFraction(digits)}E${Number(exponent)}`;
  }
  return withFraction(Object.is(value, -0) ? '-0' : String(value));
}

const withFraction = (digits: string): string => (digits.includes('.') ? digits : `${digits}.0`);
