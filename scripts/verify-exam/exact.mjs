/** Quotients of whole numbers, so that nothing is rounded before it is compared. */

export function added([a, b], [c, d]) {
  return [a * d + c * b, b * d]
}

/** One spelling for equal quotients. */
export function reduced([numerator, denominator]) {
  let [a, b] = [numerator, denominator]
  while (b !== 0n) [a, b] = [b, a % b]
  return `${numerator / a}/${denominator / a}`
}

export function compareExact([a, b], [c, d]) {
  const difference = a * d - c * b
  return difference > 0n ? 1 : difference < 0n ? -1 : 0
}

/** To three decimals, half up. */
export function printed([numerator, denominator]) {
  const thousandths = (numerator * 2000n + denominator) / (denominator * 2n)
  return `${thousandths / 1000n}.${String(thousandths % 1000n).padStart(3, '0')}`
}
