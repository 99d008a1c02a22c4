import { expect, test } from 'vitest'
import { type Role, roles } from '@/lib/auth/actor'
import { placesOf } from './places'

test.each(roles)('%s has at most seven places, each with its own letter', (role) => {
  const places = placesOf(role)
  const letters = places.flatMap(({ key }) => key ?? [])
  expect(places.length).toBeLessThanOrEqual(7)
  expect(places[0]?.href).toBe('/beranda')
  expect(new Set(letters).size).toBe(letters.length)
})

test('g and then a leads everybody who works on proposals to what waits for them', () => {
  const queueOf = (role: Role) => placesOf(role).find(({ key }) => key === 'a')?.href
  expect(queueOf('mutation_officer')).toBe('/sapk/usul')
  expect(queueOf('agency_signer')).toBe('/sapk/usul')
  expect(queueOf('bkn_verifier')).toBe('/sapk/verifikasi')
})

test('an employee comes to the work of today in one tap, also from the bar of a phone, which has four places', () => {
  expect(
    placesOf('employee')
      .slice(0, 4)
      .map(({ href }) => href),
  ).toContain('/kinerja')
})

test('BKN’s administrator comes to users, structure, templates, audit and system in one step', () => {
  const names = placesOf('bkn_admin').map(({ name }) => name)
  expect(names).toEqual(expect.arrayContaining(['accounts', 'structure', 'templates', 'audit', 'system']))
})
