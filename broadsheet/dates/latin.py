"""The words of time in languages of the Latin script."""

from __future__ import annotations

from .language import Language

LATIN = (
    Language(
        "en",
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug"
        "|september sept sep|october oct|november nov|december dec",
        "monday mon|tuesday tue tues|wednesday wed weds|thursday thu thur thurs|friday fri"
        "|saturday sat|sunday sun",
        "second seconds sec secs s|minute minutes min mins m|hour hours hr hrs h|day days d"
        "|week weeks wk wks w|month months mo mos mth mths|year years yr yrs y",
        ("_ ago", "about _ ago", "around _ ago", "over _ ago", "almost _ ago", "more than _ ago"),
        "a=1 an=1 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10"
        " a_couple_of=2",
        "today=0 yesterday=1",
        "published publication_date date_published first_published originally_published"
        " published_date updated last_updated date_updated posted last_modified modified date"
        " created released release_date issued filed uploaded revised pub_date",
        "on at of",
    ),
    Language(
        "es",
        "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago"
        "|septiembre setiembre sept sep set|octubre oct|noviembre nov|diciembre dic",
        "lunes lun|martes mar|miércoles miercoles mié mie|jueves jue|viernes vie"
        "|sábado sabado sáb sab|domingo dom",
        "segundo segundos s|minuto minutos min mins|hora horas h|día días dia dias d"
        "|semana semanas|mes meses|año años",
        ("hace _", "hace unas _", "hace unos _"),
        "un=1 una=1 uno=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10",
        "hoy=0 ayer=1 anteayer=2 antier=2",
        "publicado publicada publicado_el actualizado actualizada última_actualización"
        " ultima_actualizacion fecha fecha_de_publicación creado",
        "de del el a las la hs horas",
    ),
    Language(
        "fr",
        "janvier janv|février fevrier févr fév fev|mars|avril avr|mai|juin|juillet juil|août aout"
        "|septembre sept|octobre oct|novembre nov|décembre decembre déc dec",
        "lundi lun|mardi mar|mercredi mer|jeudi jeu|vendredi ven|samedi sam|dimanche dim",
        "seconde secondes s|minute minutes min mn|heure heures h|jour jours j"
        "|semaine semaines sem|mois|an ans année",
        ("il y a _", "il y a environ _", "il y a plus de _"),
        "un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10",
        "aujourd'hui=0 hier=1 avant-hier=2",
        "publié publie publiée mis_à_jour mise_à_jour modifié dernière_mise_à_jour"
        " dernière_modification posté date_de_publication paru",
        "le à a de du h",
    ),
    Language(
        "de",
        "januar jänner jan jän|februar feb|märz marz mär mrz|april apr|mai|juni jun|juli jul"
        "|august aug|september sept sep|oktober okt|november nov|dezember dez",
        "montag mo|dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sonnabend sa"
        "|sonntag so",
        "sekunde sekunden sek|minute minuten min|stunde stunden std|tag tagen tage"
        "|woche wochen|monat monaten monate|jahr jahren jahre",
        ("vor _", "vor etwa _", "vor ca _", "vor rund _"),
        "einem=1 einer=1 eine=1 ein=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8"
        " neun=9 zehn=10",
        "heute=0 gestern=1 vorgestern=2",
        "veröffentlicht veröffentlichung erschienen aktualisiert zuletzt_aktualisiert"
        " letzte_aktualisierung aktualisierung stand datum erstellt",
        "am um uhr den der vom",
    ),
    Language(
        "it",
        "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago"
        "|settembre set sett|ottobre ott|novembre nov|dicembre dic",
        "lunedì lunedi lun|martedì martedi mar|mercoledì mercoledi mer|giovedì giovedi gio"
        "|venerdì venerdi ven|sabato sab|domenica dom",
        "secondo secondi|minuto minuti min|ora ore|giorno giorni gg|settimana settimane"
        "|mese mesi|anno anni",
        ("_ fa", "circa _ fa"),
        "un=1 una=1 un'=1 due=2 tre=3 quattro=4 cinque=5 sei=6 sette=7 otto=8 nove=9 dieci=10",
        "oggi=0 ieri=1 l'altro_ieri=2",
        "pubblicato pubblicata pubblicato_il aggiornato aggiornato_il ultimo_aggiornamento"
        " data_di_pubblicazione ultima_modifica",
        "il alle ore del",
    ),
    Language(
        "pt",
        "janeiro jan|fevereiro fev|março marco mar|abril abr|maio mai|junho jun|julho jul"
        "|agosto ago|setembro set|outubro out|novembro nov|dezembro dez",
        "segunda-feira segunda seg|terça-feira terça terca ter|quarta-feira quarta qua"
        "|quinta-feira quinta qui|sexta-feira sexta sex|sábado sabado sáb sab|domingo dom",
        "segundo segundos|minuto minutos min|hora horas h|dia dias|semana semanas|mês mes meses"
        "|ano anos",
        ("há _", "há cerca de _", "_ atrás", "há _ atrás", "faz _"),
        "um=1 uma=1 dois=2 duas=2 três=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10",
        "hoje=0 ontem=1 anteontem=2",
        "publicado publicado_em postado atualizado atualizado_em actualizado última_atualização"
        " data_de_publicação publicação",
        "em às as ás de",
    ),
    Language(
        "nl",
        "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug"
        "|september sept sep|oktober okt|november nov|december dec",
        "maandag ma|dinsdag|woensdag wo|donderdag do|vrijdag vr|zaterdag za|zondag zo",
        "seconde seconden sec|minuut minuten min|uur uren u|dag dagen|week weken"
        "|maand maanden mnd|jaar jaren",
        ("_ geleden", "ongeveer _ geleden"),
        "een=1 één=1 twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10",
        "vandaag=0 gisteren=1 eergisteren=2",
        "gepubliceerd gepubliceerd_op geplaatst bijgewerkt laatst_bijgewerkt laatste_update"
        " aangepast laatste_wijziging",
        "op om uur",
    ),
    Language(
        "sv",
        "januari jan|februari feb febr|mars|april apr|maj|juni jun|juli jul|augusti aug"
        "|september sept sep|oktober okt|november nov|december dec",
        "måndag mån|tisdag tis|onsdag ons|torsdag tors tor|fredag fre|lördag lör|söndag sön",
        "sekund sekunder sek|minut minuter min|timme timmar tim|dag dagar dygn|vecka veckor"
        "|månad månader|år",
        ("för _ sedan", "_ sedan", "för cirka _ sedan"),
        "en=1 ett=1 två=2 tre=3 fyra=4 fem=5 sex=6 sju=7 åtta=8 nio=9 tio=10",
        "idag=0 i_dag=0 igår=1 i_går=1 i_förrgår=2",
        "publicerad publicerat uppdaterad uppdaterat senast_uppdaterad senast_ändrad",
        "den kl klockan",
    ),
    Language(
        "da",
        "januar jan|februar feb|marts mar|april apr|maj|juni jun|juli jul|august aug"
        "|september sept sep|oktober okt|november nov|december dec",
        "mandag man|tirsdag tirs tir|onsdag ons|torsdag tors tor|fredag fre|lørdag lør|søndag søn",
        "sekund sekunder sek|minut minutter min|time timer t|dag dage|uge uger"
        "|måned måneder mdr|år",
        ("for _ siden", "_ siden", "for ca _ siden"),
        "en=1 et=1 to=2 tre=3 fire=4 fem=5 seks=6 syv=7 otte=8 ni=9 ti=10",
        "i_dag=0 i_går=1 i_forgårs=2",
        "publiceret offentliggjort udgivet opdateret sidst_opdateret senest_opdateret",
        "den d kl",
    ),
    Language(
        "no",
        "januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|august aug"
        "|september sept sep|oktober okt|november nov|desember des",
        "mandag man|tirsdag tirs|onsdag ons|torsdag tors|fredag fre|lørdag lør|søndag søn",
        "sekund sekunder sek|minutt minutter min|time timer|dag dager døgn|uke uker"
        "|måned måneder mnd|år",
        ("for _ siden", "_ siden"),
        "en=1 ett=1 et=1 ei=1 én=1 to=2 tre=3 fire=4 fem=5 seks=6 sju=7 åtte=8 ni=9 ti=10",
        "i_dag=0 i_går=1 i_forgårs=2",
        "publisert oppdatert sist_oppdatert sist_endret",
        "den kl klokken",
    ),
    Language(
        "pl",
        "stycznia styczeń sty|lutego luty lut|marca marzec mar|kwietnia kwiecień kwi|maja maj"
        "|czerwca czerwiec cze|lipca lipiec lip|sierpnia sierpień sie|września wrzesień wrz"
        "|października październik paź|listopada listopad lis|grudnia grudzień gru",
        "poniedziałek pon|wtorek wt|środa śr|czwartek czw|piątek|sobota sob|niedziela niedz",
        "sekunda sekundy sekund sekundę|minuta minuty minut minutę min"
        "|godzina godziny godzin godzinę godz|dzień dni|tydzień tygodnie tygodni"
        "|miesiąc miesiące miesięcy|rok lata lat",
        ("* temu", "około * temu"),
        "jeden=1 jedną=1 dwa=2 dwie=2 trzy=3 cztery=4 pięć=5",
        "dziś=0 dzisiaj=0 wczoraj=1 przedwczoraj=2",
        "opublikowano data_publikacji aktualizacja zaktualizowano ostatnia_aktualizacja dodano"
        " data_dodania utworzono",
        "r roku godz o w dnia",
    ),
    Language(
        "tr",
        "ocak oca|şubat şub|mart|nisan nis|mayıs|haziran haz|temmuz tem|ağustos ağu"
        "|eylül eyl|ekim eki|kasım kas|aralık ara",
        "pazartesi pzt|salı sal|çarşamba çar|perşembe per|cuma cum|cumartesi cmt|pazar paz",
        "saniye sn|dakika dk|saat sa|gün|hafta|ay|yıl sene",
        ("_ önce", "yaklaşık _ önce"),
        "bir=1 iki=2 üç=3 dört=4 beş=5",
        "bugün=0 dün=1 evvelsi_gün=2",
        "yayınlanma yayınlanma_tarihi yayınlandı yayın_tarihi giriş giriş_tarihi güncelleme"
        " güncellenme güncelleme_tarihi son_güncelleme güncellendi eklenme_tarihi",
        "saat günü",
    ),
    Language(
        "id",
        "januari jan|februari feb pebruari|maret mar mac|april apr|mei|juni jun|juli jul julai"
        "|agustus agu agt ags ogos|september sep sept|oktober okt|november nov"
        "|desember des disember dis",
        "senin sen isnin|selasa sel|rabu rab|kamis kam khamis|jumat jum'at jum jumaat"
        "|sabtu sab|minggu ahad",
        "detik saat sedetik|menit minit semenit|jam sejam|hari sehari|minggu seminggu"
        "|bulan sebulan|tahun setahun",
        ("* yang lalu", "* lalu", "* yg lalu"),
        "satu=1 dua=2 tiga=3 empat=4 lima=5",
        "hari_ini=0 kemarin=1 kemarin_dulu=2 semalam=1",
        "diterbitkan dipublikasikan diperbarui terbit tayang terakhir_diperbarui dikemas_kini"
        " dikemaskini kemas_kini disiarkan diterbitkan_pada tarikh tanggal update",
        "pada pukul jam pkl",
    ),
    Language(
        "vi",
        "",
        "thứ_hai|thứ_ba|thứ_tư|thứ_năm|thứ_sáu|thứ_bảy|chủ_nhật",
        "giây|phút|giờ tiếng|ngày|tuần|tháng|năm",
        ("_ trước", "cách đây _"),
        "một=1",
        "hôm_nay=0 hôm_qua=1",
        "đăng ngày_đăng cập_nhật xuất_bản ngày_cập_nhật",
        "ngày năm lúc",
    ),
    Language(
        "cs",
        "ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince",
        "pondělí|úterý|středa|čtvrtek|pátek|sobota|neděle",
        "sekundou sekundami|minutou minutami|hodinou hodinami|dnem dny|týdnem týdny"
        "|měsícem měsíci|rokem lety",
        ("před *",),
        "",
        "dnes=0 včera=1 předevčírem=2",
        "publikováno aktualizováno vydáno",
    ),
    Language(
        "ro",
        "ianuarie ian|februarie|martie|aprilie|mai|iunie iun|iulie iul|august|septembrie"
        "|octombrie|noiembrie|decembrie",
        "luni|marți|miercuri|joi|vineri|sâmbătă|duminică",
        "secundă secunde|minut minute|oră ore|zi zile|săptămână săptămâni|lună luni|an ani",
        ("acum _", "în urmă cu _"),
        "o=1 un=1 două=2 doi=2 trei=3",
        "astăzi=0 azi=0 ieri=1 alaltăieri=2",
        "publicat actualizat ultima_actualizare",
        "la ora",
    ),
    Language(
        "fi",
        "tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesäkuuta|heinäkuuta|elokuuta"
        "|syyskuuta|lokakuuta|marraskuuta|joulukuuta",
        "maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai",
        "sekunti sekuntia|minuutti minuuttia min|tunti tuntia|päivä päivää|viikko viikkoa"
        "|kuukausi kuukautta|vuosi vuotta",
        ("_ sitten",),
        "",
        "tänään=0 eilen=1 toissapäivänä=2",
        "julkaistu päivitetty muokattu",
        "klo",
    ),
    Language(
        "hu",
        "január jan|február febr|március márc|április ápr|május máj|június jún|július júl"
        "|augusztus aug|szeptember szept|október okt|november nov|december dec",
        "hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap",
        "másodperccel|perccel|órával|nappal|héttel|hónappal|évvel",
        ("_ ezelőtt",),
        "egy=1",
        "ma=0 tegnap=1 tegnapelőtt=2",
        "megjelent frissítve közzétéve",
    ),
)
