type Child = Node | string | null | false
type Props = Record<string, string | boolean | ((event: Event) => void) | null>

/** An element with its attributes, its listeners (`onclick`) and its children, for pages outside the framework. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (value === true) element.setAttribute(name, '')
    else if (typeof value === 'string') element.setAttribute(name, value)
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)))
  return element
}

/** A button at work keeps the focus, which one that is disabled loses; whoever listens to it asks `isBusy` first. */
export function setBusy(button: HTMLElement, busy: boolean): void {
  button.setAttribute('aria-disabled', String(busy))
}

export function isBusy(button: HTMLElement): boolean {
  return button.getAttribute('aria-disabled') === 'true'
}

export type Tree = { [key: string]: string | Tree }
const tree: Tree = JSON.parse(document.getElementById('words')?.textContent ?? '{}')

/** Sentences that came later than the page. */
export function addWords(more: Tree): void {
  Object.assign(tree, more)
}

/** A sentence of the page's own messages by its dotted key. */
export function say(key: string, facts: Record<string, string | number> = {}): string {
  const found = key
    .split('.')
    .reduce<string | Tree | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), tree)
  if (typeof found !== 'string') return key
  return found.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''))
}
