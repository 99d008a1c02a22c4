import { expect, test } from 'vitest'
import { type AskingDevice, MOST_ASKING, stillAsking, withAsking } from './asking-device'

const NOW = new Date('2027-01-25T01:00:00Z')
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
const codes =
  (...drawn: string[]) =>
  () =>
    drawn.shift() ?? ''

test('each device that asks keeps its code while it asks, and no two show the same', () => {
  const one = withAsking([], 'kedua', NOW, codes('4821'))
  const two = withAsking(one, 'ketiga', later(3), codes('4821', '0077'))
  const again = withAsking(two, 'kedua', later(6), codes('9999'))
  expect(again.map(({ device, code }) => [device, code])).toEqual([
    ['kedua', '4821'],
    ['ketiga', '0077'],
  ])
  expect(stillAsking(again, later(33)).map(({ code }) => code)).toEqual(['4821'])
  expect(withAsking(again, 'ketiga', later(60), codes('1234')).map(({ code }) => code)).toEqual(['1234'])
})

test('more devices than a candidate can walk to are not listed, and push none of the others out', () => {
  let list: AskingDevice[] = []
  for (let at = 0; at <= MOST_ASKING; at++) list = withAsking(list, `perangkat ${at}`, NOW, codes(`100${at}`))
  expect(list.map(({ code }) => code)).toEqual(Array.from({ length: MOST_ASKING }, (_, at) => `100${at}`))
})
