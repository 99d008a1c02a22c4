/**
 * Words that stand in every published list of stolen passwords, and the words of this service. They are far shorter
 * than a password may be here; what is refused is a password put together from one or two of them, see
 * `password-rules.ts`. What was stolen elsewhere stands in `breached-passwords.bin` beside them.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `
password passwort passwd pass passcode passphrase letmein welcome login signin logon admin administrator root user
username guest test tester testing demo default changeme change secret secure security system server computer internet
access private public master manager office account email mail google facebook twitter instagram whatsapp youtube
android iphone samsung nokia xiaomi oppo vivo windows microsoft linux ubuntu oracle mysql postgres database hello world
iloveyou love lover loveyou forever always baby babygirl sweet sweetheart honey princess prince queen king angel devil
dragon monkey tiger lion eagle falcon phoenix panther dolphin butterfly chicken kitty pussycat puppy rabbit bear wolf
shadow sunshine moonlight starlight summer winter spring autumn flower rose orchid rainbow chocolate cookie cheese
coffee pepper ginger banana orange apple cherry lemon mango superman batman spiderman ironman naruto pokemon pikachu
minecraft football baseball basketball hockey soccer liverpool chelsea arsenal barcelona juventus milan manchester
united realmadrid ronaldo messi michael michelle jennifer jessica ashley daniel andrew joshua matthew anthony robert
thomas charlie george jordan hunter soccer killer trustno nothing whatever freedom starwars matrix mustang ferrari
mercedes harley yamaha honda toyota suzuki money dollar lucky happy smile peace jesus christ heaven family friend
friends mother father mommy daddy sister brother school student teacher university college
correcthorsebatterystaple correcthorse batterystaple thequickbrownfox quickbrownfox jumpsoverthelazydog
tobeornottobe maytheforcebewithyou thisismypassword mypasswordis iloveyousomuch letmeinplease youllneverwalkalone
qwerty qwertyuiop qwertyui qwert qwer asdf asdfgh asdfghjkl asdfghj zxcvbn zxcvbnm zxcvb zxcv qazwsx qazwsxedc wsxedc
edcrfv rfvtgb poiuytrewq lkjhgfdsa mnbvcxz qweasd qweasdzxc asdzxc abcd abcde abcdef abcdefg abcdefgh abcdefghijkl
abcdefghijklmnopqrstuvwxyz abc aaa xyz
sandi katasandi kata kunci katakunci rahasia rahasiaku rahasianegara masuk buka pintu akun pengguna nama namaku
sayang sayangku sayangkamu cinta cintaku cintamu aku kamu kita selalu selamanya bersama kangen rindu rinduku kasih
kekasih pacar pacarku mantan jomblo istri istriku suami suamiku mama mamaku papa papaku ibu ibuku ayah ayahku bunda
bundaku bapak emak anak anakku adik kakak abang mas mbak keluarga keluargaku sahabat sahabatku teman temanku
bismillah alhamdulillah subhanallah astaghfirullah masyaallah insyaallah allahuakbar allah allahswt muhammad
assalamualaikum islam muslim muslimah ramadhan lebaran sholat quran tuhan yesus yesusku haleluya immanuel maria
kristus puji syukur doa berkah barokah amanah ikhlas sabar tawakal semangat sukses suksesselalu bahagia gembira ceria
ganteng cantik cantikku manis imut lucu gaul keren jago juara hebat pintar rajin bodoh anjing bangsat kampret monyet
kucing kelinci kambing ayam bebek sapi ikan burung garuda elang harimau macan singa naga kuda gajah kancil
mawar melati anggrek kamboja bunga bungaku bulan bintang matahari mentari langit bumi samudra laut lautan pantai
gunung hutan hujan pelangi senja fajar pagi siang malam surya cahaya
indonesia indonesiaku indonesiaraya merdeka nusantara pancasila bhinneka tunggal ika republik negara negeri bangsa
rakyat presiden soekarno sukarno suharto jokowi prabowo habibie megawati kartini diponegoro gajahmada majapahit
sriwijaya merah putih merahputih tanahair pertiwi satunusa jakarta bandung surabaya semarang yogyakarta jogja solo
malang medan palembang padang pekanbaru batam lampung bengkulu jambi aceh pangkalpinang bangka belitung babel
pontianak banjarmasin balikpapan samarinda makassar manado palu kendari gorontalo ambon ternate jayapura papua
kupang mataram lombok denpasar bali bogor bekasi depok tangerang banten serang cirebon tegal jawa sumatera
kalimantan sulawesi maluku persib persija arema persebaya bonek viking bobotoh dangdut rendang bakso nasigoreng
sate sambal kopi kopiku teh rokok gudanggaram
agus budi joko siti dewi sri ayu putri putra eko dwi tri rini yanti wati susi susanti santi dian rina lina nina
fitri fitriani nur nurul aisyah fatimah khadijah rahma rahmawati indah permata sari lestari wulan wulandari kartika
ratna ratih endang sumarni sutrisno supriyadi suparman slamet hartono hidayat rahman rahmat ridwan rizky rizki
fajar bayu bagus wahyu hendra hendro indra irawan setiawan kurniawan gunawan darmawan hermawan wijaya saputra
saputri pratama nugroho santoso susanto prasetyo ahmad achmad abdul abdullah ali umar usman hasan husein yusuf
ibrahim ismail andi rudi dedi deni doni heri hery yudi yanto anto iwan irwan ilham arif arief taufik fauzi
januari februari maret april mei juni juli agustus september oktober november desember january february march may
june july august october december senin selasa rabu kamis jumat sabtu minggu monday tuesday wednesday thursday friday
saturday sunday
satya satyaku badan kepegawaian bkn bkd bkpsdm bkpsdmd bkpp kanreg instansi dinas kantor kantorku biro bagian
sekretariat sekda setda kabupaten kota provinsi prov kab kecamatan kelurahan desa pemda pemprov pemkab pemkot
pemerintah pemerintahan pegawai pegawaiku pns pnsku asn cpns pppk korpri abdi abdinegara layanan pelayanan publik
sapk siasn mysapk simpeg pangkat golongan jabatan mutasi promosi kenaikan pensiun gaji tunjangan petugas operator
verifikator penyetuju auditor bupati walikota gubernur camat lurah kepala staf staff bismillahsukses
`
    .trim()
    .split(/\s+/),
)
