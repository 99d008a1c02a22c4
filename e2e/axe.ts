import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const program = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')

/** Axe, whose program runs once in each document: to run it anew twice for each look took as long as a look. */
export class Axe extends AxeBuilder {
  constructor(page: Page) {
    super({ page, axeSource: `if (!window.axe) {${program}}` })
  }
}
