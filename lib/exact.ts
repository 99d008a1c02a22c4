/** An exact quotient in its lowest terms; the denominator is positive. */
export type Exact = { numerator: bigint; denominator: bigint }

/**
 * A quotient of two whole numbers.
 *
 * @throws RangeError for a number that is not whole, or a denominator of nought
 */
export function exact(numerator: number | bigint, denominator: number | bigint = 1): Exact {
  return reduced(BigInt(numerator), BigInt(denominator))
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/**
 * A decimal number as a form or a column gives it, such as `9.12`, without the detour over binary fractions.
 *
 * @throws RangeError for anything else
 */
export function decimal(value: string | number): Exact {
  const [, sign, whole = '', fraction = ''] = DECIMAL.exec(String(value)) ?? []
  if (sign === undefined) throw new RangeError(`not a decimal number: ${value}`)
  const units = BigInt(whole + fraction)
  return reduced(sign ? -units : units, 10n ** BigInt(fraction.length))
}

export function add(a: Exact, b: Exact): Exact {
  return reduced(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
}

export function subtract(a: Exact, b: Exact): Exact {
  return add(a, { numerator: -b.numerator, denominator: b.denominator })
}

export function multiply(a: Exact, b: Exact): Exact {
  return reduced(a.numerator * b.numerator, a.denominator * b.denominator)
}

/** @throws RangeError when `b` is nought */
export function divide(a: Exact, b: Exact): Exact {
  return reduced(a.numerator * b.denominator, a.denominator * b.numerator)
}

export function sum(values: readonly Exact[]): Exact {
  return values.reduce(add, exact(0))
}

/** @throws RangeError when there is none */
export function mean(values: readonly Exact[]): Exact {
  return divide(sum(values), exact(values.length))
}

/** Negative, 0 or positive, as a sort wants it. */
export function compareExact(a: Exact, b: Exact): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export function isAtLeast(a: Exact, b: Exact): boolean {
  return compareExact(a, b) >= 0
}

export function least(a: Exact, b: Exact): Exact {
  return isAtLeast(a, b) ? b : a
}

export function greatest(a: Exact, b: Exact): Exact {
  return isAtLeast(a, b) ? a : b
}

/** The nearest number with so many decimals; a half goes up. */
export function roundHalfUp({ numerator, denominator }: Exact, decimals: number): Exact {
  const scale = 10n ** BigInt(decimals)
  return reduced(floor(numerator * scale * 2n + denominator, denominator * 2n), scale)
}

/** The nearest whole number, half up: rupiah, minutes, or thousandths of a number times a thousand. */
export function nearestWhole(value: Exact): number {
  return Number(roundHalfUp(value, 0).numerator)
}

/** The number with its decimals written out, half up; for the eye alone. */
export function formatExact(value: Exact, decimals: number, decimalSign = '.'): string {
  const { numerator, denominator } = roundHalfUp(value, decimals)
  const units = (numerator * 10n ** BigInt(decimals)) / denominator
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals)
  return `${units < 0n ? '-' : ''}${whole}${decimals > 0 ? decimalSign + fraction : ''}`
}

/** The number without loss, to be kept: `259/3`, or `76` when it is whole. */
export function fractionText({ numerator, denominator }: Exact): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`
}

/** What `fractionText` wrote. */
export function fractionFrom(text: string): Exact {
  const [numerator = '', denominator = '1'] = text.split('/')
  return reduced(BigInt(numerator), BigInt(denominator))
}

function reduced(numerator: bigint, denominator: bigint): Exact {
  if (denominator === 0n) throw new RangeError('a quotient has no denominator of nought')
  const divisor = greatestCommonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [one, other] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (other > 0n) [one, other] = [other, one % other]
  return one
}

function floor(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  return numerator < 0n && numerator % denominator !== 0n ? quotient - 1n : quotient
}
