/** The candidates of the demonstration session, invented. The first ones are registered already. */
export const DEMONSTRATION_NAMES = [
  'Arga Pratama Wijaya',
  'Raisa Ayu Permata',
  'Muhammad Fadil Hasan',
  'Dewi Kartika Sari',
  'Yosua Tirta Laksana',
  'Nadia Amalia Wardani',
  'Bagas Saputra',
  'Indra Gunawan Malik',
  'Sinta Rahma Dewanti',
  'Hendra Lesmana',
  'Putri Melati Anggraini',
  'Rizky Ramadhan',
  'Ketut Adi Wirawan',
  'Maria Yuliana Tobing',
  'Fajar Nugroho',
  'Laila Nur Azizah',
  'Samuel Pattiasina',
  'Citra Kencana',
  'Galih Prakoso',
  'Tiara Salsabila',
] as const

/** So many of them have passed the registration desk. */
export const DEMONSTRATION_REGISTERED = 12

export function demonstrationNumber(at: number): string {
  return `249031200117${String(201 + at).padStart(4, '0')}`
}

export function demonstrationPin(at: number): string {
  return String(194_501 + at * 7)
}
