import type { CivilDate } from '@/lib/civil-date'
import { type OwnDays, type Suggestion, suggestions } from '@/lib/kinerja/own-days'
import { type KeptFavourites, read, write } from './device'

let favourites: string[] = []

/** What this person marked on this device. */
export async function readFavourites(owner: string): Promise<string[]> {
  favourites = (await read<KeptFavourites>('favourites', owner))?.keys ?? []
  return favourites
}

export async function markFavourite(owner: string, key: string): Promise<string[]> {
  favourites = favourites.includes(key) ? favourites.filter((each) => each !== key) : [...favourites, key]
  await write('favourites', { key: owner, keys: favourites } as KeptFavourites)
  return favourites
}

/** What somebody probably did on a day, favourites first. */
export function usualOn(own: OwnDays, on: CivilDate): Suggestion[] {
  const isMarked = ({ key }: Suggestion) => Number(favourites.includes(key))
  return [...suggestions(own.habits, own.items, on)].sort((a, b) => isMarked(b) - isMarked(a))
}
