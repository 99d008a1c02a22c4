/** A workbook that unpacks to more than this was made to harm or holds something else than personnel data. */
export const MAX_ENTRIES = 10_000
export const MAX_UNPACKED_BYTES = 1_500_000_000
export const MAX_PART_BYTES = 8_000_000
export const MAX_SHARED_TEXT_BYTES = 400_000_000
/** More than 200,000 rows of people can hold. */
export const MAX_SHARED_TEXTS = 10_000_000
export const MAX_SHEETS = 100
export const MAX_ROW_CHARACTERS = 2_000_000
/** XFD, the last column of a spreadsheet, from 0. */
export const MAX_COLUMN = 16_383
export const MAX_ROW_NUMBER = 1_048_576

/** What a row of a file that is read row by row may hold. */
export const LARGEST_ROW = { columns: MAX_COLUMN + 1, characters: MAX_ROW_CHARACTERS }
