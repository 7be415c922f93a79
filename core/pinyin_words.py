"""What the pinyin dictionary does not know: surnames, place and trade words, characters read in two ways.

Written as `乐yue4,le4` (likelier reading first) and, for words of several characters, `万俟mo4'qi2`.
"""

# Surnames whose usual reading is not the dictionary's, or which are read in more than one way.
SURNAMES = """
单shan4 曾zeng1 仇qiu2 覃qin2,tan2 解xie4 查zha1 盖ge3,gai4 任ren2 华hua4 区ou1 朴piao2 乐yue4,le4
尉wei4,yu4 员yun4 贠yun4 晁chao2 逄pang2 缪miao4,mou4 冼xian3 洗xian3 冯feng2 宁ning4 甯ning4 纪ji3 过guo1
葛ge3 燕yan1 应ying1 哈ha3 折she2 翟zhai2,di2 沈shen3 谌chen2,shen4 卜bu3 秘bi4 薄bo2 车che1 种chong2
召shao4 那na1 黑he4,hei1 繁po2 郗xi1,chi1 祭zhai4,ji4 柏bai3,bo2 牟mu4,mou2 隗wei3,kui2 臧zang1 訾zi1
乜nie4 佘she2 令ling2 句gou1 勾gou1 俞yu2 於yu1 眭sui1 撒sa3 厍she4 瞿qu2 阚kan4 笪da2 曲qu1 盛sheng4
郇xun2,huan2 相xiang4 强qiang2 行xing2 长chang2 能nai4 褚chu3 藏zang4 宓mi4,fu2 钭tou3 莘shen1,xin1 都du1
恽yun4 费fei4,bi4 逯lu4 禚zhuo2 邸di3 郄qie4,xi4 郤xi4 昝zan3 佴nai4 迮ze2 舍she4 尧yao2 邝kuang4 干gan1
校xiao4 仝tong2 候hou4 觉jue2 角jue2 便pian2 奚xi1 南nan2 咸xian2 阙que1 撖han4 麴qu1 宿su4 炔gui4 炅gui4
适kuo4 谷gu3 占zhan1 番pan1 贾jia3 万wan4 石shi2 叶ye4 朱zhu1 朝chao2 重chong2 殷yin1 塔ta3 库she4,ku4
降jiang4 贲ben1 扁pian1,bian3 芮rui4 眘shen4 岑cen2 兴xing1 卒zu2 洪hong2 幺yao1 么yao1 冠guan4 丁ding1
将jiang1 铅qian1 厉li4 咎jiu4 阮ruan3 祝zhu4 尹yin3 鲜xian1 壹yi1 夏xia4 靳jin4 亓qi2 羿yi4 隋sui2 郏jia2
会gui4 朿ci4 蹇jian3
"""

# Surnames of two characters.
DOUBLE_SURNAMES = """
万俟mo4'qi2 尉迟yu4'chi2 长孙zhang3'sun1 单于chan2'yu2 澹台tan2'tai2 令狐ling2'hu2 鲜于xian1'yu2
呼延hu1'yan2 皇甫huang2'fu3 宇文yu3'wen2 夏侯xia4'hou2 诸葛zhu1'ge3 司马si1'ma3 欧阳ou1'yang2
上官shang4'guan1 东方dong1'fang1 独孤du2'gu1 南宫nan2'gong1 慕容mu4'rong2 端木duan1'mu4 百里bai3'li3
公孙gong1'sun1 轩辕xuan1'yuan2 钟离zhong1'li2 宗政zong1'zheng4 濮阳pu2'yang2 淳于chun2'yu2 太史tai4'shi3
申屠shen1'tu2 仲孙zhong4'sun1 闾丘lv2'qiu1 司徒si1'tu2 司空si1'kong1 亓官qi2'guan1 司寇si1'kou4
子车zi3'ju1 颛孙zhuan1'sun1 巫马wu1'ma3 公西gong1'xi1 漆雕qi1'diao1 乐正yue4'zheng4 壤驷rang3'si4
公良gong1'liang2 拓跋tuo4'ba2 夹谷jia2'gu3 宰父zai3'fu3 谷梁gu3'liang2 段干duan4'gan1 东郭dong1'guo1
南门nan2'men2 羊舌yang2'she2 微生wei1'sheng1 梁丘liang2'qiu1 左丘zuo3'qiu1 东门dong1'men2 西门xi1'men2
第五di4'wu3 赫连he4'lian2 贺兰he4'lan2 哥舒ge1'shu1 相里xiang4'li3 纳兰na4'lan2 完颜wan2'yan2 那拉na4'la1
"""

# Words of places and trades that the dictionary reads wrongly or leaves open.
WORDS = """
长航chang2'hang2 长白chang2'bai2 长阳chang2'yang2 长子县zhang3'zi3'xian4 长虹chang2'hong2 厦工xia4'gong1
厦钨xia4'wu4 厦航xia4'hang2 重钢chong2'gang1 重百chong2'bai3 重汽zhong4'qi4 涡阳guo1'yang2 会稽kuai4'ji1
莘县shen1'xian4 单县shan4'xian4 浚县xun4'xian4 洪洞hong2'tong2 珲春hun2'chun1 儋州dan1'zhou1
乐陵lao4'ling2 尉氏wei4'shi4 冠县guan1'xian4 调速tiao2'su4 调压tiao2'ya1 调节tiao2'jie2 调整tiao2'zheng3
调谐tiao2'xie2 调味tiao2'wei4 大连da4'lian2 曲轴qu1'zhou2 齿轮chi3'lun2 车桥che1'qiao2 车轴che1'zhou2
巷道hang4'dao4 嵊州sheng4'zhou1 鄱阳po2'yang2 井陉jing3'xing2 勐腊meng3'la4 叶县ye4'xian4 茌平chi2'ping2
耒阳lei3'yang2 汨罗mi4'luo2 郴州chen1'zhou1 朝柴chao2'chai2 华山hua4'shan1 华阴hua4'yin1 行车xing2'che1
中牟zhong1'mu4 阿胶e1'jiao1 东阿dong1'e1 大冶da4'ye3 朝阳chao2'yang2,zhao1'yang2 重卡zhong4'ka3
卡车ka3'che1
"""

# Characters with two everyday readings: both are indexed wherever the dictionary is not certain of one.
EVERYDAY = """
乐le,yue 行xing,hang 重zhong,chong 朝chao,zhao 长chang,zhang 盛sheng,cheng 茜qian,xi 晟sheng,cheng
隽jun,juan 娜na,nuo 柏bai,bo 炅jiong,gui 莘xin,shen 单dan,shan 曾zeng,ceng 解jie,xie 厦sha,xia 都du,dou
调tiao,diao 会hui,kuai 传chuan,zhuan 藏zang,cang 参can,shen 系xi,ji 降jiang,xiang 堡bao,bu 泊bo,po
郗xi,chi 谌chen,shen 洞dong,tong 涡wo,guo 适shi,kuo 强qiang,jiang 率lv,shuai 繁fan,po 蔚wei,yu 尉wei,yu
翟zhai,di 澄cheng,deng 稽ji,qi 秘mi,bi 荥xing,ying 薄bo,bao 大da,dai 种zhong,chong 骑qi,ji 度du,duo
露lu,lou 阿a,e 佛fo,fu 省sheng,xing 盖gai,ge 杉shan,sha 牟mou,mu 筠yun,jun 峙zhi,shi 钿dian,tian
"""
