from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.i18n.syllables import syllables

COUNTED = """
while 1 whole 1 titles 2 settled 2 called 1 clothes 1 breathe 1 wishes 2 age 1 cage 1 the 1 people 2 Cambodia 4
Cambodian 4 survivor 3 survivors 3 trafficking 3 trafficked 2 million 2 millions 2 estimate 3 estimates 3
imprisoned 3 executed 4 population 4 genocide 3 history 3 being 2 doing 2 science 2 quiet 2 created 3 creative 3
table 2 little 2 churches 2 makes 1 asked 1 wanted 2 houses 2 wounded 2 hopeful 2 careless 2 safely 2
statement 2 statements 2 church 1 women 2 girls 1 home 1 homes 1 families 3 family 3 really 2 area 3 idea 3
radio 3 video 3 period 3 region 2 nation 2 religion 3 special 2 social 2 official 3 Asia 2 Asian 2 create 2
react 2 reality 4 theory 3 leader 2 years 1 year 1 community 4 government 3 education 4 educated 4 evidence 3
numbers 2 number 2 prison 2 school 1 through 1 thought 1 beautiful 3 serious 3 previous 3 various 3 actual 3
actually 4 usual 3 language 2 equal 2 situation 4 individual 5 value 2 values 2 continue 3 issue 2 used 1 use 1
uses 2 because 2 becomes 2 sometimes 2 someone 2 everyone 3 something 2 believe 2 believed 2 receive 2
received 2 peace 1 justice 2 prices 2 pages 2 changes 2 languages 3 large 1 ages 2 knees 1 bridge 1 died 1
dying 2 lie 1 lies 1 client 2 patience 2 patient 2 experience 4 experienced 4 society 4 variety 4 anxiety 4
friend 1 friends 1 field 1 yield 1 view 1 review 2 reviews 2 interview 3 interviews 3 heroes 2 goes 1 does 1
shoes 1 studied 2 studies 2 carried 2 carries 2 cries 1 tried 1 marriage 2 marriages 3 poem 2 poet 2 going 2
seeing 2 paying 2 saying 2 says 1 said 1 law 1 lawyer 2 layer 2 player 2 prayer 2 prayers 2 fire 1 hour 1 our 1
power 2 flower 2 prism 2 organized 3 organization 5 restored 2 broken 2 labor 2 forced 1 sexual 3 exploitation 4
commercial 3 victims 2 victim 2 refuge 2 refugee 3 refugees 3 employees 3 agree 2 agreed 2 freedom 2 degree 2
committee 3 coffee 2 see 1 tree 1
"""


def test_the_syllables_of_common_words() -> None:
    parts = COUNTED.split()
    pairs = list(zip(parts[::2], map(int, parts[1::2]), strict=True))
    assert [(word, count, syllables(word)) for word, count in pairs if syllables(word) != count] == []


@pytest.mark.parametrize(
    ("word", "count"), [("", 0), ("1975", 0), ("–", 0), ("S-21", 1), ("well-known", 2), ("don’t", 1), ("THE", 1)]
)
def test_other_words(word: str, count: int) -> None:
    assert syllables(word) == count


@given(st.text(max_size=30))
def test_any_text_has_a_number_of_syllables(text: str) -> None:
    assert 0 <= syllables(text) <= 2 * len(text)
