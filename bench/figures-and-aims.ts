/** What a figure should come to: no more than this, or no less. */
export type Aim = { atMost: number } | { atLeast: number }

type Judged = { figure: number; aim: string; isMet: boolean | '' }

/** Each figure beside its aim and whether it is met; a figure that has none stands by itself. */
export function besideAims(
  figures: Record<string, number>,
  aims: Readonly<Record<string, Aim>>,
): Record<string, Judged> {
  return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, judged(figure, aims[name])]))
}

function judged(figure: number, aim: Aim | undefined): Judged {
  if (!aim) return { figure, aim: '', isMet: '' }
  if ('atMost' in aim) return { figure, aim: `at most ${aim.atMost}`, isMet: figure <= aim.atMost }
  return { figure, aim: `at least ${aim.atLeast}`, isMet: figure >= aim.atLeast }
}
