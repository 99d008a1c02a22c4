import { expect, test } from 'vitest'
import { superiorRank } from './heads.server'

/** Two units below each other, without a head; fails when asked on and on. */
class Circle extends Map<number, { id: number; parentId: number; employeeId: null; rank: null }> {
  #asked = 0

  override get(id: number) {
    if (++this.#asked > 10) throw new Error('asked on and on')
    return super.get(id)
  }
}

test('the superior of somebody in units below each other is nobody, and asking ends', () => {
  const unit = (id: number, parentId: number) => [id, { id, parentId, employeeId: null, rank: null }] as const
  const circle = new Circle([unit(1, 2), unit(2, 1)])
  expect(superiorRank(circle, { id: 'budi', unitId: 1 })).toBeNull()
})
