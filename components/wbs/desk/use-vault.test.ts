import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { NextIntlClientProvider } from 'next-intl'
import { Children, createElement, isValidElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { OpenAfterAll } from '@/components/wbs/desk/unreadable'
import { troubleRefused } from '@/components/wbs/desk/use-vault'
import { lockVault, Trouble } from '@/components/wbs/desk/vault'
import refusals from '@/messages/id/refusals.json'

/** A worker of the browser whose file does not load. */
class MissingWorker {
  onerror: () => void = () => undefined
  postMessage() {
    queueMicrotask(() => this.onerror())
  }
  terminate() {}
}

beforeEach(() => {
  vi.stubGlobal('Worker', MissingWorker)
  vi.stubGlobal('removeEventListener', () => undefined)
  lockVault()
})

/** What a component draws, as elements, to find in it what a press of a button calls. */
function drawn<Props>(component: (props: Props) => ReactNode, props: Props): { [name: string]: unknown }[] {
  let elements: ReactNode
  const Probe = () => {
    elements = component(props)
    return null
  }
  const children = createElement(Probe)
  const words = { locale: 'id' as const, timeZone: 'Asia/Jakarta', messages: {}, onError: () => undefined, children }
  const probe = createElement(NextIntlClientProvider, words)
  renderToStaticMarkup(createElement(AppRouterContext.Provider, { value: {} as never }, probe))
  const all = (node: ReactNode): { [name: string]: unknown }[] =>
    Children.toArray(node).flatMap((each) => {
      if (!isValidElement<{ children?: ReactNode }>(each)) return []
      return [each.props, ...all(each.props.children)]
    })
  return all(elements)
}

test('what goes wrong in the vault is told in a sentence of its own', async () => {
  for (const [kind, code, told] of [
    ['tampered', 'wrong_key', 'wbs_tampered'],
    ['tampered', 'cannot_decrypt', 'wbs_not_openable'],
    ['locked', 'locked', 'wbs_locked'],
    ['failed', 'failed', 'wbs_failed'],
    ['failed', 'no_worker', 'wbs_unloaded'],
  ] as const) {
    const answer = await troubleRefused(() => Promise.reject(new Trouble(kind, code)))
    expect(answer).toMatchObject({ ok: false, refusal: { code: told } })
    expect(refusals[told]).toBeTruthy()
  }
})

test('taking a statement back where the vault does not load is refused with that sentence, not as a fault', async () => {
  const retract = async () => ({ ok: true as const, data: undefined })
  const { run } = drawn(OpenAfterAll, { report: 'laporan', stated: [], retract }).find((props) => props.run) ?? {}
  await expect((run as typeof retract)()).resolves.toMatchObject({
    ok: false,
    refusal: { code: 'wbs_unloaded' },
  })
})
