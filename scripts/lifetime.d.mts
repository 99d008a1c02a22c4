export function atEnd(work: () => Promise<unknown> | unknown): void
export function serving(): void
export function ending(): boolean
export function end(code: number): Promise<void>
export function endOnSignals(): void
