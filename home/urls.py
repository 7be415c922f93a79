from django.urls import path

from .views import address_book, cards, home

app_name = "home"
urlpatterns = [
    path("", home.HomePage.as_view(), name="home"),
    path("cards/", cards.ArrangeCards.as_view(), name="cards"),
    path("address-book/", address_book.AddressBook.as_view(), name="address_book"),
    path("log/<int:pk>/", home.LogBox.as_view(), name="log"),
]
