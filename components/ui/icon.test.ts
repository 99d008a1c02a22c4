import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ICON_NAMES } from '@/components/ui/icon-names'
import { spriteOfIcons } from '@/components/ui/icon-sprite'

test('the sprite holds every icon as lucide draws it (npm run icons)', async () => {
  const sprite = readFileSync('components/ui/icons.svg', 'utf8')
  expect(sprite).toBe(await spriteOfIcons())
  expect(sprite.match(/<symbol /g)).toHaveLength(ICON_NAMES.length)
})
