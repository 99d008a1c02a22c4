import type { RoomState, SealedItem } from '@/lib/cat/room'
import { insist } from './again'
import { keepExam } from './kept-exam'
import { openSealed } from './sealed'
import { ask } from './server'

let sealed: string | undefined

/** All questions, sealed, before the start: the release gives only the key. */
export async function preload(no: (code: string) => void): Promise<void> {
  sealed ??= (await insist(() => ask<{ content: string }>('isi'), no)).content
}

export function isLoaded(): boolean {
  return sealed !== undefined
}

/** What a device kept of it. */
export function goOnWith(content: string): void {
  sealed = content
}

/** The next person may have other questions. */
export function forgetContent(): void {
  sealed = undefined
}

export function openItems(contentKey: string): Promise<SealedItem[]> {
  return openSealed<SealedItem[]>(sealed ?? '', contentKey)
}

/** Keeps the exam on the device with its questions, once they are there. */
export async function keepWithContent(state: RoomState): Promise<void> {
  if (sealed !== undefined) await keepExam(state, sealed)
}
