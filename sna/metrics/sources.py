"""Where measures come from: key → citation with its DOI."""

from __future__ import annotations

SOURCES: dict[str, str] = {
    "agresti1978": "Blau, P. M. (1977). Inequality and Heterogeneity. Free Press; Agresti, A., Agresti, B. F. (1978)."
    " Statistical analysis of qualitative variation. Sociological Methodology 9:204-237. doi:10.2307/270810",
    "almeida2008": "Almeida-Neto, M., Guimarães, P., Guimarães, P. R., Loyola, R. D., Ulrich, W. (2008). A consistent"
    " metric for nestedness analysis in ecological systems. Oikos 117:1227-1239. doi:10.1111/j.0030-1299.2008.16644.x",
    "barrat2004": "Barrat, A., Barthélemy, M., Pastor-Satorras, R., Vespignani, A. (2004). The architecture of complex"
    " weighted networks. PNAS 101:3747-3752. doi:10.1073/pnas.0400087101",
    "battiston2014": "Battiston, F., Nicosia, V., Latora, V. (2014). Structural measures for multiplex networks."
    " Physical Review E 89:032804. doi:10.1103/PhysRevE.89.032804",
    "bianconi2013": "Bianconi, G. (2013). Statistical mechanics of multiplex networks: entropy and overlap."
    " Physical Review E 87:062806. doi:10.1103/PhysRevE.87.062806",
    "bonacich1972": "Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique"
    " identification. Journal of Mathematical Sociology 2:113-120. doi:10.1080/0022250X.1972.9989806",
    "bonacich1987": "Bonacich, P. (1987). Power and centrality: a family of measures."
    " American Journal of Sociology 92:1170-1182. doi:10.1086/228631",
    "bonacich1991": "Bonacich, P. (1991). Simultaneous group and individual centralities."
    " Social Networks 13:155-168. doi:10.1016/0378-8733(91)90018-O",
    "borgatti1997": "Borgatti, S. P., Everett, M. G. (1997). Network analysis of 2-mode data."
    " Social Networks 19:243-269. doi:10.1016/S0378-8733(96)00301-2",
    "borgatti1999": "Borgatti, S. P., Everett, M. G. (1999). Models of core/periphery structures."
    " Social Networks 21:375-395. doi:10.1016/S0378-8733(99)00019-2",
    "borgatti2006": "Borgatti, S. P. (2006). Identifying sets of key players in a social network."
    " Computational and Mathematical Organization Theory 12:21-34. doi:10.1007/s10588-006-7084-x",
    "borgatti2011": "Borgatti, S. P., Halgin, D. S. (2011). Analyzing affiliation networks, in Scott and Carrington"
    " (eds), The SAGE Handbook of Social Network Analysis, 417-433. doi:10.4135/9781446294413.n28",
    "brandes2001": "Brandes, U. (2001). A faster algorithm for betweenness centrality."
    " Journal of Mathematical Sociology 25:163-177. doi:10.1080/0022250X.2001.9990249",
    "brin1998": "Brin, S., Page, L. (1998). The anatomy of a large-scale hypertextual Web search engine."
    " Computer Networks and ISDN Systems 30:107-117. doi:10.1016/S0169-7552(98)00110-X",
    "burt2004": "Burt, R. S. (1992). Structural Holes. Harvard University Press; Burt, R. S. (2004). Structural holes"
    " and good ideas. American Journal of Sociology 110:349-399. doi:10.1086/421787",
    "coleman1958": "Coleman, J. S. (1958). Relational analysis: the study of social organizations with survey methods."
    " Human Organization 17:28-36. doi:10.17730/humo.17.4.q5604m676260q8n7",
    "colizza2006": "Colizza, V., Flammini, A., Serrano, M. A., Vespignani, A. (2006). Detecting rich-club ordering"
    " in complex networks. Nature Physics 2:110-115. doi:10.1038/nphys209",
    "debacco2018": "De Bacco, C., Larremore, D. B., Moore, C. (2018). A physical model for efficient ranking in"
    " networks. Science Advances 4:eaar8260. doi:10.1126/sciadv.aar8260",
    "dedomenico2015": "De Domenico, M., Nicosia, V., Arenas, A., Latora, V. (2015). Structural reducibility of"
    " multilayer networks. Nature Communications 6:6864. doi:10.1038/ncomms7864",
    "devries1995": "Landau, H. G. (1951). On dominance relations and the structure of animal societies: I. Effect of"
    " inherent characteristics. Bulletin of Mathematical Biophysics 13:1-19. doi:10.1007/BF02478336; de Vries, H."
    " (1995). An improved test of linearity in dominance hierarchies containing unknown or tied relationships."
    " Animal Behaviour 50:1375-1389. doi:10.1016/0003-3472(95)80053-0",
    "devries2006": "de Vries, H., Stevens, J. M. G., Vervaecke, H. (2006). Measuring and testing the steepness of"
    " dominance hierarchies. Animal Behaviour 71:585-592. doi:10.1016/j.anbehav.2005.05.015",
    "emerson1962": "Emerson, R. M. (1962). Power-dependence relations. American Sociological Review 27:31-41."
    " doi:10.2307/2089716",
    "estrada2005": "Estrada, E., Rodríguez-Velázquez, J. A. (2005). Subgraph centrality in complex networks."
    " Physical Review E 71:056103. doi:10.1103/PhysRevE.71.056103",
    "everett1999": "Everett, M. G., Borgatti, S. P. (1999). The centrality of groups and classes."
    " Journal of Mathematical Sociology 23:181-201. doi:10.1080/0022250X.1999.9990219",
    "everett2012": "Krackhardt, D. (1994). Graph theoretical dimensions of informal organizations, in Carley and"
    " Prietula (eds), Computational Organization Theory, 89-111; Everett, M. G., Krackhardt, D. (2012). A second look"
    " at Krackhardt's graph theoretical dimensions of informal organizations. Social Networks 34:159-163."
    " doi:10.1016/j.socnet.2011.10.006",
    "freeman1977": "Freeman, L. C. (1977). A set of measures of centrality based on betweenness."
    " Sociometry 40:35-41. doi:10.2307/3033543",
    "freeman1978": "Freeman, L. C. (1978). Centrality in social networks: conceptual clarification."
    " Social Networks 1:215-239. doi:10.1016/0378-8733(78)90021-7",
    "freeman1978segregation": "Freeman, L. C. (1978). Segregation in social networks."
    " Sociological Methods and Research 6:411-429. doi:10.1177/004912417800600401",
    "freeman1991": "Freeman, L. C., Borgatti, S. P., White, D. R. (1991). Centrality in valued graphs: a measure of"
    " betweenness based on network flow. Social Networks 13:141-154. doi:10.1016/0378-8733(91)90017-N",
    "garlaschelli2004": "Garlaschelli, D., Loffredo, M. I. (2004). Patterns of link reciprocity in directed networks."
    " Physical Review Letters 93:268701. doi:10.1103/PhysRevLett.93.268701",
    "gould1989": "Gould, R. V., Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in"
    " transaction networks. Sociological Methodology 19:89-126. doi:10.2307/270949",
    "gupta1989": "Gupta, S., Anderson, R. M., May, R. M. (1989). Networks of sexual contacts: implications for the"
    " pattern of spread of HIV. AIDS 3:807-817. doi:10.1097/00002030-198912000-00005",
    "gupte2011": "Gupte, M., Shankar, P., Li, J., Muthukrishnan, S., Iftode, L. (2011). Finding hierarchy in directed"
    " online social networks. Proceedings of the 20th International Conference on World Wide Web, 557-566."
    " doi:10.1145/1963405.1963484",
    "hirschman1964": "Hirschman, A. O. (1964). The paternity of an index. American Economic Review 54:761-762; Ceriani,"
    " L., Verme, P. (2012). The origins of the Gini index: extracts from Variabilità e Mutabilità (1912) by Corrado"
    " Gini. Journal of Economic Inequality 10:421-443. doi:10.1007/s10888-011-9188-x",
    "holland1970": "Holland, P. W., Leinhardt, S. (1970). A method for detecting structure in sociometric data."
    " American Journal of Sociology 76:492-513. doi:10.1086/224954",
    "holland1971": "Holland, P. W., Leinhardt, S. (1971). Transitivity in structural models of small groups."
    " Comparative Group Studies 2:107-124. doi:10.1177/104649647100200201",
    "holland1976": "Holland, P. W., Leinhardt, S. (1976). Local structure in social networks."
    " Sociological Methodology 7:1-45. doi:10.2307/270703",
    "katz1953": "Katz, L. (1953). A new status index derived from sociometric analysis."
    " Psychometrika 18:39-43. doi:10.1007/BF02289026",
    "kleinberg1999": "Kleinberg, J. M. (1999). Authoritative sources in a hyperlinked environment."
    " Journal of the ACM 46:604-632. doi:10.1145/324133.324140",
    "krackhardt1988": "Krackhardt, D., Stern, R. N. (1988). Informal networks and organizational crises: an"
    " experimental simulation. Social Psychology Quarterly 51:123-140. doi:10.2307/2786835",
    "laakso1979": 'Laakso, M., Taagepera, R. (1979). "Effective" number of parties: a measure with application to West'
    " Europe. Comparative Political Studies 12:3-27. doi:10.1177/001041407901200101",
    "latapy2008": "Latapy, M., Magnien, C., Del Vecchio, N. (2008). Basic notions for the analysis of large two-mode"
    " networks. Social Networks 30:31-48. doi:10.1016/j.socnet.2007.04.006",
    "lip2011": "Lip, S. Z. W. (2011). A fast algorithm for the discrete core/periphery bipartitioning problem."
    " arXiv:1102.5511. doi:10.48550/arXiv.1102.5511",
    "luo2011": "Luo, J., Magee, C. L. (2011). Detecting evolving patterns of self-organizing networks by flow hierarchy"
    " measurement. Complexity 16:53-61. doi:10.1002/cplx.20368",
    "mackay2020": "MacKay, R. S., Johnson, S., Sansom, B. (2020). How directed is a directed network?"
    " Royal Society Open Science 7:201138. doi:10.1098/rsos.201138",
    "marchiori2000": "Marchiori, M., Latora, V. (2000). Harmony in the small-world."
    " Physica A 285:539-546. doi:10.1016/S0378-4371(00)00311-3",
    "mones2012": "Mones, E., Vicsek, L., Vicsek, T. (2012). Hierarchy measure for complex networks."
    " PLoS ONE 7:e33799. doi:10.1371/journal.pone.0033799",
    "newman2003": "Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67:026126."
    " doi:10.1103/PhysRevE.67.026126",
    "newman2005": "Newman, M. E. J. (2005). A measure of betweenness centrality based on random walks."
    " Social Networks 27:39-54. doi:10.1016/j.socnet.2004.11.009; Brandes, U., Fleischer, D. (2005). Centrality"
    " measures based on current flow. STACS 2005, LNCS 3404:533-544. doi:10.1007/978-3-540-31856-9_44",
    "nicosia2015": "Nicosia, V., Latora, V. (2015). Measuring and modeling correlations in multiplex networks."
    " Physical Review E 92:032805. doi:10.1103/PhysRevE.92.032805",
    "opsahl2010": "Opsahl, T., Agneessens, F., Skvoretz, J. (2010). Node centrality in weighted networks:"
    " generalizing degree and shortest paths. Social Networks 32:245-251. doi:10.1016/j.socnet.2010.03.006",
    "seidman1983": "Seidman, S. B. (1983). Network structure and minimum degree."
    " Social Networks 5:269-287. doi:10.1016/0378-8733(83)90028-X",
    "shorrocks1980": "Theil, H. (1967). Economics and Information Theory. North-Holland; Shorrocks, A. F. (1980). The"
    " class of additively decomposable inequality measures. Econometrica 48:613-625. doi:10.2307/1913126",
    "squartini2013": "Squartini, T., Picciolo, F., Ruzzenenti, F., Garlaschelli, D. (2013). Reciprocity of weighted"
    " networks. Scientific Reports 3:2729. doi:10.1038/srep02729",
    "stephenson1989": "Stephenson, K., Zelen, M. (1989). Rethinking centrality: methods and examples."
    " Social Networks 11:1-37. doi:10.1016/0378-8733(89)90016-6",
    "valente1998": "Valente, T. W., Foreman, R. K. (1998). Integration and radiality: measuring the extent of an"
    " individual's connectedness and reachability in a network. Social Networks 20:89-105."
    " doi:10.1016/S0378-8733(97)00007-5",
    "wasserman1994": "Wasserman, S., Faust, K. (1994). Social Network Analysis: Methods and Applications."
    " Cambridge University Press. doi:10.1017/CBO9780511815478",
    "watts1998": "Watts, D. J., Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks."
    " Nature 393:440-442. doi:10.1038/30918",
}
"""Key → citation: what the ``source`` of a metric names."""
