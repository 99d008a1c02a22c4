import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ICON_NAMES, Icon } from '@/components/ui/icon'

test.each(ICON_NAMES)('%s has a drawing', (name) => {
  const markup = renderToStaticMarkup(createElement(Icon, { name }))
  expect(markup).toMatch(/<(path|circle|rect|line|polyline|polygon|ellipse) /)
})
