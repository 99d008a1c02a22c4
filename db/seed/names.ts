import type { Sex } from '@/lib/registry/nip'
import type { Random } from './random'

type Words = [string, ...string[]]

const words = (text: string) => text.trim().split(/\s+/) as Words

const GIVEN: Record<Sex, Words> = {
  male: words(`Ahmad Agus Arif Andi Anton Aditya Adi Alif Amir Anwar Asep Bagus Bambang Bayu Budi Cahyo Candra Dani Darma
    Dedi Deni Dimas Doni Dwi Edi Eko Erwin Fadli Faisal Fajar Farhan Fauzi Ferdi Firman Galih Gilang Guntur Hadi Hafiz
    Haris Hasan Hendra Heri Ibrahim Ilham Imam Indra Irfan Iwan Joko Jamal Kurnia Lukman Malik Maulana Mukti Mulyadi
    Nanda Nugroho Oki Panji Prasetyo Putra Rahmat Raka Rangga Reza Ridwan Rizal Rizki Rudi Rusdi Saiful Samsul Satria
    Sigit Slamet Sofyan Sugeng Suryadi Sutrisno Taufik Teguh Tono Topan Tri Umar Usman Wahyu Wawan Wira Yanuar Yoga
    Yudi Yusuf Zainal Zaki Zulkifli`),
  female: words(`Aisyah Amelia Anggun Anita Annisa Aprilia Ari Astuti Ayu Bella Bunga Citra Cahaya Dahlia Desi Devi Dewi
    Dian Diah Dina Dwi Eka Elisa Elvira Endah Erna Esti Evi Fatimah Fitri Fitriani Gita Hana Hartini Hesti Ika Ikhsani
    Indah Intan Ira Irma Julia Kartika Kartini Khadijah Kirana Kusuma Laila Laras Lestari Lia Lilis Lina Lusiana Maharani
    Mawar Maya Meilani Melati Mira Murni Nabila Nadia Nia Nining Nisa Novi Nur Nuraini Nurul Okta Puspa Putri Rahma Rani
    Ratih Ratna Reni Retno Rika Rina Rini Rizka Rosita Salma Santi Sari Sekar Septi Shinta Siska Siti Sri Suci Sulastri
    Syifa Tari Tiara Tika Titin Tri Ulfa Umi Utami Vera Vina Wati Wening Widya Winda Wulan Yanti Yeni Yulia Yuni Zahra
    Zaskia`),
}

const FAMILY = words(`Abdullah Adiputra Alamsyah Anggara Ardiansyah Arifin Aryanto Asmara Atmaja Bachtiar Baskoro
  Budiman Cahyadi Darmawan Dirgantara Effendi Fadillah Firdaus Firmansyah Gunadi Gunawan Habibi Hakim Halim Hamzah
  Handayani Hanafi Harahap Hardianto Hartono Harun Hasibuan Hermawan Hidayah Hidayat Hutama Irawan Iskandar Ismail
  Jatmiko Jayadi Junaidi Kamil Kartawijaya Komarudin Kuncoro Kurniawan Kusnadi Kusumah Laksana Lubis Mahardika Mahendra
  Mahmud Mansur Marpaung Maryadi Mulyana Munandar Nasution Nugraha Nurdin Nurhadi Nuryanto Oktaviani Pamungkas
  Pangestu Permadi Permana Pradana Pramudya Pranata Prasetya Pratama Pribadi Purnama Purnomo Puspita Rachman Rahardjo
  Rahayu Ramadhan Ramdani Rosadi Rustandi Sadikin Safitri Salim Santosa Saputra Sasongko Setiabudi Setiawan Setyawan
  Siregar Soleh Subagyo Sudrajat Sugiarto Suharto Sulaiman Sumarno Sunarya Suparman Supriadi Surya Suryana Susanto
  Sutanto Suwandi Syahputra Syarif Tamrin Tanjung Utomo Wahyudi Wardana Wardhani Wibowo Wicaksono Widodo Wijaya
  Wirawan Yulianto Yunus Yusran Zulfikar`)

/** Families of other communities: each with its own given names. */
const COMMUNITIES: { religion: string; percent: number; given: Record<Sex, Words>; family: Words }[] = [
  {
    religion: 'Kristen',
    percent: 9,
    given: {
      male: words('Daniel Samuel Yohanes Markus Stefan Jonathan Robert Hotman Parlin Ronald Alfons Yosua Elia Benny'),
      female: words('Maria Debora Ester Grace Hana Lidya Marta Natalia Rut Sarah Tiur Veronika Yuliana Merry'),
    },
    family: words(`Simanjuntak Sitorus Manurung Situmorang Pandiangan Lumbantobing Rumengan Wowor Mandagi Tumbel
      Pattiasina Latuconsina Leimena Rumbiak Wanggai Tarigan Ginting Sembiring Karundeng Lontoh`),
  },
  {
    religion: 'Katolik',
    percent: 4,
    given: {
      male: words('Fransiskus Paulus Petrus Ignasius Yosef Antonius Bernadus Dominikus Kornelis Aloysius'),
      female: words('Maria Theresia Agustina Bernadeta Katarina Lusia Monika Veronika Elisabet Margaretha'),
    },
    family: words('Lamawuran Bria Seran Nahak Fernandez Djawa Kleden Tukan Parera Sutrisna Wibowo Handoko Gunawan'),
  },
  {
    religion: 'Hindu',
    percent: 2,
    given: {
      male: words('Wayan Made Nyoman Ketut Putu Kadek Komang Gede Gusti Agung'),
      female: words('Wayan Made Nyoman Ketut Putu Kadek Komang Luh Ayu Desak'),
    },
    family: words('Suardana Mahendra Wirata Sudiana Artawan Sukerta Widiasa Parwata Dewantara Laksmi Pradnyani Sukma'),
  },
  {
    religion: 'Buddha',
    percent: 2,
    given: {
      male: words('Hendri Willy Steven Andrian Kevin Ferry Jimmy Edwin Rudy Surya'),
      female: words('Lilyana Meilisa Vivian Felicia Yulinda Silvi Fenny Jessica Lanny Susi'),
    },
    family: words('Tanuwijaya Halimun Susilo Gunarto Wijayanto Lesmana Sanjaya Hartanto Kosasih Liman Budiarto'),
  },
]

/** An invented name with the religion that goes with it. */
export function inventName(random: Random, sex: Sex): { name: string; religion: string } {
  let draw = random.next() * 100
  for (const { religion, percent, given, family } of COMMUNITIES) {
    draw -= percent
    if (draw < 0) return { religion, name: joined(random, given[sex], family) }
  }
  return { religion: random.chance(0.4) ? 'Konghucu' : 'Islam', name: joined(random, GIVEN[sex], FAMILY) }
}

/** One name in twenty is a single word, two in five have three. */
function joined(random: Random, given: Words, family: Words): string {
  const first = random.pick(given)
  if (random.chance(5)) return first
  const second = random.chance(40) ? random.pick(given) : ''
  const middle = second && second !== first ? ` ${second}` : ''
  return `${first}${middle} ${random.pick(family)}`
}
