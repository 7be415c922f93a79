from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from records import gate
from records.forms import RemoteSelect

from ..models import Contact, Customer


class CardFileForm(forms.Form):
    """Which customer the people of a card file belong to, and the file."""

    customer = forms.ModelChoiceField(Customer.objects.none(), label=_("customer"))
    file = forms.FileField(
        label=_("card file"),
        help_text=_("A .vcf file with one or more cards, as phones and mail programs save them."),
        widget=forms.FileInput(attrs={"accept": ".vcf,text/vcard,text/x-vcard"}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["customer"]
        rows = Customer.objects.visible_to(user).filter(gate.parent_condition(user, Contact))
        field.widget = RemoteSelect("customers", {"class": "form-select"})
        field.queryset = rows
