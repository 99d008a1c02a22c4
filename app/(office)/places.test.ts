import { expect, test } from 'vitest'
import { roles } from '@/lib/auth/actor'
import { placesOf } from './places'

test.each(roles)('%s has at most seven places, each with its own letter', (role) => {
  const places = placesOf(role)
  const letters = places.flatMap(({ key }) => key ?? [])
  expect(places.length).toBeLessThanOrEqual(7)
  expect(places[0]?.href).toBe('/beranda')
  expect(new Set(letters).size).toBe(letters.length)
})
