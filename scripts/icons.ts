import { writeFile } from 'node:fs/promises'
import { spriteOfIcons } from '@/components/ui/icon-sprite'

/** Writes the sprite of all icons that the screens use. */
await writeFile('components/ui/icons.svg', await spriteOfIcons())
