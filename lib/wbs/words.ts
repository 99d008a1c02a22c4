const TEXT = `
  abad abai abaka abalon abang abdi abjad abon abrasi absen abstrak abuk acak acang acara acuan acuh acung adab adang
  adaptasi adat adegan adik adil adinda adon adopsi adres aduk afdal agak agam agar agen aglonema agraris agung ahli
  ajaib ajak ajang ajar akad akal akan akar akasia akhir akik akordeon akrab akrilik akrobat aksara aksen aksi akta
  aktif aktor akuarel akur akustik alam alang alarm alas alat albino album alfabet alga alias alir alis almari alokasi
  alpaka alpina alpukat alto alumni alun alur aluvial amal amandel amarilis amat ambang ambil ambrosia ambulans amfibi
  amil amorf ampas amper amplop ampuh amulet anak analisis anaman anatomi ancang andal andewi andong aneh aneka anemon
  angan anggur angin angka angsa anil animasi anjak anjur anode ansambel antara antelop antik antologi antre anugerah
  anut anyam anyelir aorta apak apel apik apit aplikasi apotek apung arah arang aras arbei arbiter arboret arca arena
  argumen arif arisan arit arkade arkeolog arloji armada aroma arsip artefak artis arumanis arwana asah asal asam asap
  asas asbak aset asimetri asin asisten asli asmara asosiasi aspal aspek aspirasi asrama asri astana aster astronom
  asuh asuransi atap atas atlas atlet atmosfer atol atom atraksi atribut atur audio aula aurora awak awal awan awas
  awet ayah ayam ayar ayun azalea babak baca badai badge bagai bagi bagus bahagia bahtera bahu baiduri baik bait baja
  bajing baju bakal baki bakmi bakso bakti baku balada balet balik balkon balok balsam balur bambu bandeng bangau
  banjir bank bantal banyak baobab bapak barang baris baron barusan basah basi baskom basuh batas baterai batik batu
  baur bawa bayam bayi bazar bebas bebek becak beda bedeng bedug begal begini bejana bekal beker bekicot beku bela
  beledu beliau belok belum bemo benah benda bengkel benih bensin bentang benua berani berduri beres berita berkas
  berlian bernas bersih bertanya beruang besan besi besok betah betet betina beton betul biasa biawak biaya bibir
  bicara bidan bidik bihun bijak biji bikin bilang bilik bimbing binar bineka bingkai biografi biola bioskop birama
  biri biru bisa bisik biskuit bisnis bistik blangkon blender blewah blok bobot bocah bohlam bola boleh bolu bonang
  bonceng boneka bongkar bonus bordir borong bosan botani botol boyong brambang brankas brokoli brosur brownis bruto
  buah buaian buang buat buaya bubuk budaya budi bugar buih bukan bukit buku bulan bulgur bulir bumbu bumerang bumi
  buncis bunda bunga buntut bunyi buras burger buritan bursa buru busa butir butuh buyut cabai cabut cadang cadik
  cagar cahaya cair cakap cakram cakup calon camar cambah campur canda canggih cantik capai caping capung cara cari
  catat catur cawan cegah cekat celah celepuk celoteh celup cemara cemeti cendana cengkih cenil centang cepat ceplok
  cepol cerah cerdas ceret cerita cermat cerobong cetak cicak cicip cikar cilok cincin cinta cipta ciri citra coba
  cobek cocok cokelat cokol colok combro comot congklak contoh corak coret cuaca cubit cuci cucu cuka cukup cuma cumi
  curah cuti dadar dadih dadu daftar dagang daging dagu dahan dahlia dahulu daki dakon dalam damai dampak dana dandan
  dansa dapur darat dasar dasi data datuk daun daur daya dayung debar debu dedaunan dekat dekor delapan delima delman
  delta demi dengan dentang denyut depan depot derap dering derma desa detail detik dewan diagram dialog diam didik
  digit dinamo dinding dingin dini diri diskon divisi dodol dokar dokter dolar domba dompet donat dongeng dorong dosen
  dosis drama duduk duet dukuh dunia duplikat durasi durian dusun duta duyung dwiwarna edar edelweis edisi editor
  efisien ejaan ekologi ekonomi ekor ekspor elang elastis elegan elemen elips elit elok emas emban ember embun emosi
  empang emping emprit empuk enak enam enau endus energi engsel entok epik erat esai esok etalase etika etnik etos
  evaluasi fajar faktor famili fasad fasih fauna favorit festival filem filter final fisik fitur flanel flora fokus
  folder fondasi formal forum fosfor fosil foto fungsi fusi gabung gadai gading gagah gajah gaji gala gali galon galur
  gambar gamelan gamis gampang gandum ganggu gantung gapai gaplek gapura garam garda garis garpu garuda gasing gaun
  gawang gaya gedung gegas gelang geli gelora gema gembala gemilang gemuk gendis generasi genggam genteng geografi
  gerak gerbang gergaji gerhana gerimis gerobak geser gesit gesper getar getuk giat gigi gilap giling gimbal ginseng
  giring gitaris gizi gladi gobak godok golek gondola gong gorden goreng gosok gotong goyang grafik graha gratis gubah
  gubuk gudang gudeg gugah gugus gula guling gulung gumpal guna gunting gunung gurami gurih guru guyur habis hadiah
  hafal hakiki halaman halo halte halus hamparan handuk hangat hanya harap harga hari harmoni harta harum hasil hasta
  hati haus hawa hayat hebat heboh helai helm hemat hening henti heran herbal hewan hias hibah hibur hidang hidup
  hijau hikayat hikmah himpun hingga hirarki hitung hobi hologram honor hormat hotel hubung hujan hulu hunus huruf
  hutan ibunda idaman ideal idola ijuk ikal ikan ikat ikhlas iklan iklim ikon ikrar ikut ilalang ilham ilir ilmu imaji
  imbang indah indeks induk ingat ingin inovasi insan insinyur instan intan intro intuisi irama iring iris isian
  istana isyarat item izin jadi jadwal jagat jagung jahe jahit jajan jaket jalan jalin jalur jambu jamin jamu janggut
  janji jantung janur japit jarak jaring jarum jasa jasmani jati jauh jawab jaya jejak jelajah jeli jeluk jemari
  jembatan jemput jemur jendela jengkol jenis jepit jeram jerigen jernih jeruk jilbab jilid jingga jinjing jintan jitu
  jiwa jodoh joget joglo juadah juang jubah judul juga jujur julang juluk jumat jumbo jumlah jumpa jungkat junior juri
  jurnal jurus juta kabar kabel kabut kaca kadar kado kafe kain kakak kaktus kalau kaldu kalem kali kalkun kalori
  kalung kamar kambing kamera kampus kamus kanan kancil kandang kangkung kantin kanvas kapal kapsul kapten kapuk
  karakter karbon karcis kardus karet karier karnaval karpet kartu karung karya kasar kasih kasur kata katrol katun
  kaus kawan kayak kayu kebal kebun kecap kecil kedai kedelai kejar keju kelak kelereng keliling kelompok keluar kemah
  kembang kemeja kemiri kemudi kenal kencang kendali kental keong kepala keping keras kerbau kereta keris kertas keruh
  kesan kesemek ketan ketel ketik ketua khalayak khusus kiat kibar kicau kidung kijang kikis kilap kimia kimono kinang
  kincir kinerja kini kios kipas kiper kirana kiri kirmizi kisah kismis kita kitiran klakson klorofil kluwih kocok
  koin koki kokoh kolak koleksi kolibri kolong komedi komik kompas konser koper kopi kopra koral korek kostum kota
  krayon kreasi kristal kriya kroket kuaci kuah kuala kuartet kuas kubah kubis kubus kucing kucur kuda kukus kulit
  kulkas kumbang kumis kumpul kunang kunci kuning kunjung kuntum kunyit kupas kuping kupon kupu kurang kurma kursi
  kurung kusam kutilang kutub kwartet labah label labu lada lafal lagam lagi lagu lahan lajang laju lakon laku lalap
  laman lambung lampu lancar landai langit lantai lapang lapis laras lari laron lasso latar latih lauk laut lava
  lavender lawan layak layu lebah lebih lebur lega legenda lekas lekuk lelap lemah lembah lemon lempar lengan lenong
  lensa lentera lepas lereng lesat lesehan lestari lesung letak lewat licin lidah lidi lihat lilin limas lindung
  lingkar lintas lipat lipstik liput lirik listrik liter liur lobak lobster lodeh logam logika lokal loket lomba
  lompat loncat longgar lontong lorong loteng lotus loyang luang luar luas lubang lucu luhur lukis luku lulur lumayan
  lumbung lumpur lumut lunak luncur luntur lupis lurik luruh lusin lutung luwak luwes macan madani madu maestro magang
  magma magnet mahal mahir mahoni majalah majelis makan makmur makna makrame malam mampir manajer mancing mandi
  manfaat mangga manik mantel mapan maraton margarin maritim marmer martabak masak masin maskot mata material matriks
  mawar mayang mebel medali media megafon meja mekar melati melinjo melodi melukis mempelai menara mendung mengkudu
  menit mentah menu merah merbabu mercu merdu merek meriah merpati mesin meter metro mewah mikro mikser miliar mimbar
  mimik mimosa mimpi mineral minggu minum minyak mistar mitra mobil modern modul molekul mondar monitor mosaik
  motivasi motor muara muda mudik mujair mujur muka mukena mula mulia mulus mungil murah murbei muri murni musang
  museum musik mustika mutiara mutu nada nadi naga naik nakhoda naluri nama namnam nanas nangka nanti napak nasi
  naskah naung nelayan nenas nenek neraca ngengat niaga nikel nikmat nila nomor norma nota notes novel nuansa nugraha
  nurani nuri nusa nyala nyaman nyanyi nyaring nyenyak nyiru nyiur nyonya obat obeng oblong obor ojek oker oksigen
  olah olak oleh oles oliva ombak omelet oncom onde ongkos opera opini opor optik oranye orbit organ origami orkes
  ornamen osmosis otomatis oval oven ozon pabrik pacar padang padi paduka pagar pagi pagoda pahat pahlawan pajang
  pakan paket pakis paku pala palem palu paman panah pancing pandai panen pangan panitia panjang pantai papan parabola
  parfum parkir paron pasang pasir pastel patin patrol patung pawai pawon payet payung pecak pecel peci pedal pegawai
  pekan pelajar pelihara peluk pembaca pemeran pemuda penari pendek pengukir pensil pentas penuh penyu pepaya pepes
  perabot perca pergi periksa perkutut permai persada perunggu pesawat pesepeda pesisir pesona pesta petani petik
  pewarna piagam piano pidato pigura pijar pikir piknik pilar pilih pilot pimpin pinang pindah pinggir pinjam pintar
  pinus pion pipa pipit piramida piring pisah planet plastik plaza plester pocong pola poligon pompa ponco pondok
  porselen poster potongan potret prajurit praktik pramuka prangko prasasti prestasi prisma privasi produksi profil
  puasa pucuk puisi pujangga puji pukat pukis pulang pulsa puluh puncak punggung pupuk puri purnama purwa pusaka puspa
  pustaka putar putih putri puyuh rabun radar radio rafia raflesia raga ragi rahmat raih raja rajin rajut rakit
  raksasa rakyat ramah rambat ramin rampung ramu ranah rangka ranjang ransel ranting ranum rapat rapi rasa rasional
  ratu raung ravioli rawa rawit rawon raya rebah rebon rebus reda regang regu rekan rekening rekor rekreasi relawan
  relief remaja rembulan rempah renang rencana renda renung renyah reporter resap resep resik resmi respon restoran
  retas revolusi rias ribu rica rima rimba rindang ringan rintis risalah risol ritme riuh riwayat robot roda roman
  rombong rompi rona ronce ronde rotan roti ruang ruas rubah rubin rubrik rujak rujuk rukun rumah rumba rumput rumus
  runcing rupawan rupiah rusa rusuk rutin sabar sabtu sabuk sadar sadel safari safir saga sagon sagu sahabat sajadah
  sakelar saksofon saku salad saldo salin salju salon salto salur sama sambal sampai samudra sanak sandal sanggup
  santai sapa sapi sapu sarang sari sarjana sarung sasaran sastra satai satelit satin satpam satria satu saudagar
  saujana saus savana sawah sawi sawo sayang sayur sebar sebelas sedan sedekah sedia sedot segar segera segi sehat
  sejajar sejuk sekat sekolah seladah seledri selimut seloka semai sembah semen semi sempat semua senam sendiri
  senggang seni senja sensor sentosa senyap sepak sepeda sepi seprai sepuh serah serbuk serius seroja serta seruling
  sesama sesuai setapak setia setrika sewa sewindu siaga siang siap sibuk sidat sifat sigap sikap siku silang silsilah
  simak simbol simfoni simpan sinar sinema singa sinopsis sinyal siraman sirene sirih sirkuit sirop sirsak sisa sisik
  siswa sitar situ skala skenario sketsa skor skripsi slogan sobat sofa soket solar solusi sonata songket sopan sopir
  soprano sorak sore sorot sosis spiral sponsor stadion stasiun stiker stok studi suaka suami suara suasana subuh suci
  sudah sudut suguh suka sukma sukses suku sulam suling sultan sulur sumber sumpit sumur sungai sunting sunyi surat
  surya susul sutera suwir swadaya swalayan swara swasta syair syarat syukur taat tabah tabel tabir tabung tadah tahap
  tahu tajam taji tajuk takar takjub taksir talang talenta taman tambah tameng tampak tamu tanah tanda tangan tani
  tanjak tanpa tanya tapak tapi tari tartar taruh tasik tata taufan tauge tawa tawon tebak tebing teduh tegak teguh
  tekad teko teks tekun tekwan telaga telepon teliti telur teman tembaga tempat temu tenaga tenda tengah tenis tenor
  tentara tenun teori tepat tepi tepung tera terbit teri terminal ternak terong terus tetap tiang tiap tidur tifa tiga
  tikar tiket tikung timah timba timpani timun tindak tinggal tinju tinta tirai tirta tisik tisu titik tiup toga tokek
  toko tolong tomat tombak tong tonton topan topeng topi toples tradisi traktor transfer trisula trompet trotoar tuan
  tubuh tudung tugas tugu tuju tukang tulang tulen tulip tulus tumbuh tumis tumpeng tunas tunggu tunjuk tuntas tupai
  turbin turis turnamen turut tutur ubah ubin udang udara ufuk ujian ujung ukiran ukur ulam ulang ular ulas ulat ulet
  ulin ulos ultra ulung ulur umbi umbul umpan umum umur undang unggas ungu unik unit unjuk unta untuk upacara upah
  upaya uraian urung usaha usung utama utara utas utopia utuh utus vaksin vanili vespa vila viola vitamin vokalis voli
  wacana wadah wader waduk wahana wajah wajik wakil waktu walet wali wangi waris warna warta warung wasiat wastra
  wawasan wayang wedang wibawa wijaya wijen wilayah wisata wisma wisuda wortel wujud yayasan yogurt zaitun zamrud
  zenit zigzag zoologi
`

/**
 * The 2,048 words of a receipt code, in the order of the alphabet; the place of a word is its eleven bits. The list is
 * part of the protocol: a word that changes makes codes on paper unreadable.
 */
export const WORDS: readonly string[] = /* @__PURE__ */ (() => TEXT.trim().split(/\s+/))() // left out of a bundle that says none
